/** Which calls do nothing with what they are handed, going by the function's name? */

/** They print, log, compare or fail, whoever they belong to. */
export const onlyLooks = /^(?:[SF]?Print(?:f|ln)?|(?:Log|Info|Warn|Warning|Debug|Error|Fatal|Panic|Trace|Skip|Fail)(?:f|w|ln|Context)?|V|WithValues|WithField|By|Expect\w*|Eventually|Consistently|Equal\w*|Not[A-Z]\w*|Contain(?!er[A-Z])\w*|Should\w*|To|ToNot|Have\w*|Be[A-Z]\w*|Match\w*|Require\w*|Assert\w*|Helper|Is[A-Z]\w*|Has[A-Z]\w*|Marshal\w*|Len|True|False|NoError\w*|Nil|Empty|Regexp|Close|Create|Update|Delete|Apply|Get|List|Write|WriteString|Describe\w*|It|Context|When|Entry)$/;
