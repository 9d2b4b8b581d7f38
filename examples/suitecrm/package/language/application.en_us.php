<?php
// Rendered by describe/render.py from the descriptions in core/; do not edit.
$app_list_strings['scvm_status_list'] = [
    '' => '',
    'scored' => 'Scored',
    'excluded' => 'Excluded: no legal basis',
    'insufficient_data' => 'Not enough data',
    'stale' => 'Old score: waiting for scoring',
    'error' => 'Old score: the last scoring failed',
];
$app_list_strings['scvm_recovered_list'] = [
    '' => '',
    'open' => 'A complaint is still open',
    'unknown' => 'Not asked since',
    'yes' => 'Satisfied again',
    'no' => 'Not satisfied',
];
$app_list_strings['scvm_helper_state_list'] = [
    '' => '',
    'applicant' => 'Applicant',
    'vetted' => 'Vetted',
    'helper' => 'Helper',
    'friend' => 'Friend of the company',
];
$app_list_strings['scvm_participation_list'] = [
    '' => '',
    'lurker' => 'Reads, hardly contributes',
    'intermittent' => 'Contributes at times',
    'heavy' => 'Contributes much',
];
$app_list_strings['scvm_yes_list'] = [
    '' => '',
    'yes' => 'Yes',
];
$app_list_strings['scvm_segment_list'] = [
    '' => '',
    'unclassified' => 'Not classified',
    'fan' => 'Satisfied, closely attached',
    'sympathizer' => 'Satisfied, attached',
    'mercenary' => 'Satisfied, not attached',
    'captive' => 'Dissatisfied, but bound',
    'opponent' => 'Dissatisfied, not bound',
];
$app_list_strings['scvm_stage_list'] = [
    '' => '',
    'find' => 'Found',
    'understand' => 'Understood',
    'bind' => 'Bound',
    'delight' => 'Delighted',
    'integrate' => 'Integrated',
];
$app_list_strings['scvm_reason_list'] = [
    '' => '',
    'consent_missing' => 'There is no consent',
    'consent_refused' => 'Consent is refused',
    'consent_withdrawn' => 'Consent is withdrawn',
    'consent_expired' => 'Consent is expired',
    'erased' => 'Erased on the person\'s demand',
    'no_customer' => 'No customer any more',
    'survey_no_answers' => 'Answers: no answer of this customer counts',
    'survey_too_few_answers' => 'Answers: too few answers to the items of satisfaction or of attachment',
    'survey_out_of_range' => 'Answers: one lies outside its scale',
    'survey_no_consent' => 'Answers: the customer did not agree to it',
    'value_from_prior' => 'Purchases: all together are too few, a prior fills in',
    'value_not_fitted' => 'Purchases: the model\'s parameters have not been fitted',
    'value_no_purchases' => 'Purchases: no purchase of this customer counts',
    'value_no_spending' => 'Purchases: the mean spend of all customers does not exist under this model',
    'value_undefined' => 'Purchases: the model\'s parameters allow no finite value',
    'value_no_consent' => 'Purchases: the customer did not agree to it',
    'survey_no_answers,value_from_prior' => 'Answers: no answer of this customer counts; Purchases: all together are too few, a prior fills in',
    'survey_no_answers,value_not_fitted' => 'Answers: no answer of this customer counts; Purchases: the model\'s parameters have not been fitted',
    'survey_no_answers,value_no_purchases' => 'Answers: no answer of this customer counts; Purchases: no purchase of this customer counts',
    'survey_no_answers,value_no_spending' => 'Answers: no answer of this customer counts; Purchases: the mean spend of all customers does not exist under this model',
    'survey_no_answers,value_undefined' => 'Answers: no answer of this customer counts; Purchases: the model\'s parameters allow no finite value',
    'survey_no_answers,value_no_consent' => 'Answers: no answer of this customer counts; Purchases: the customer did not agree to it',
    'survey_too_few_answers,value_from_prior' => 'Answers: too few answers to the items of satisfaction or of attachment; Purchases: all together are too few, a prior fills in',
    'survey_too_few_answers,value_not_fitted' => 'Answers: too few answers to the items of satisfaction or of attachment; Purchases: the model\'s parameters have not been fitted',
    'survey_too_few_answers,value_no_purchases' => 'Answers: too few answers to the items of satisfaction or of attachment; Purchases: no purchase of this customer counts',
    'survey_too_few_answers,value_no_spending' => 'Answers: too few answers to the items of satisfaction or of attachment; Purchases: the mean spend of all customers does not exist under this model',
    'survey_too_few_answers,value_undefined' => 'Answers: too few answers to the items of satisfaction or of attachment; Purchases: the model\'s parameters allow no finite value',
    'survey_too_few_answers,value_no_consent' => 'Answers: too few answers to the items of satisfaction or of attachment; Purchases: the customer did not agree to it',
    'survey_out_of_range,value_from_prior' => 'Answers: one lies outside its scale; Purchases: all together are too few, a prior fills in',
    'survey_out_of_range,value_not_fitted' => 'Answers: one lies outside its scale; Purchases: the model\'s parameters have not been fitted',
    'survey_out_of_range,value_no_purchases' => 'Answers: one lies outside its scale; Purchases: no purchase of this customer counts',
    'survey_out_of_range,value_no_spending' => 'Answers: one lies outside its scale; Purchases: the mean spend of all customers does not exist under this model',
    'survey_out_of_range,value_undefined' => 'Answers: one lies outside its scale; Purchases: the model\'s parameters allow no finite value',
    'survey_out_of_range,value_no_consent' => 'Answers: one lies outside its scale; Purchases: the customer did not agree to it',
    'survey_no_consent,value_from_prior' => 'Answers: the customer did not agree to it; Purchases: all together are too few, a prior fills in',
    'survey_no_consent,value_not_fitted' => 'Answers: the customer did not agree to it; Purchases: the model\'s parameters have not been fitted',
    'survey_no_consent,value_no_purchases' => 'Answers: the customer did not agree to it; Purchases: no purchase of this customer counts',
    'survey_no_consent,value_no_spending' => 'Answers: the customer did not agree to it; Purchases: the mean spend of all customers does not exist under this model',
    'survey_no_consent,value_undefined' => 'Answers: the customer did not agree to it; Purchases: the model\'s parameters allow no finite value',
    'survey_no_consent,value_no_consent' => 'Answers: the customer did not agree to it; Purchases: the customer did not agree to it',
];
