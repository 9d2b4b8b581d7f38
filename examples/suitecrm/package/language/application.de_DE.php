<?php
// Rendered by describe/render.py from the descriptions in core/; do not edit.
$app_list_strings['scvm_status_list'] = [
    '' => '',
    'scored' => 'Bewertet',
    'excluded' => 'Ausgeschlossen: keine Rechtsgrundlage',
    'insufficient_data' => 'Zu wenig Daten',
    'stale' => 'Alte Bewertung: wartet auf Bewertung',
    'error' => 'Alte Bewertung: die letzte Bewertung schlug fehl',
];
$app_list_strings['scvm_recovered_list'] = [
    '' => '',
    'open' => 'Eine Beschwerde ist noch offen',
    'unknown' => 'Seither nicht gefragt',
    'yes' => 'Wieder zufrieden',
    'no' => 'Nicht zufrieden',
];
$app_list_strings['scvm_helper_state_list'] = [
    '' => '',
    'applicant' => 'Bewerber',
    'vetted' => 'Geprüft',
    'helper' => 'Helfer',
    'friend' => 'Freund des Unternehmens',
];
$app_list_strings['scvm_participation_list'] = [
    '' => '',
    'lurker' => 'Liest mit, trägt kaum bei',
    'intermittent' => 'Trägt gelegentlich bei',
    'heavy' => 'Trägt viel bei',
];
$app_list_strings['scvm_yes_list'] = [
    '' => '',
    'yes' => 'Ja',
];
$app_list_strings['scvm_segment_list'] = [
    '' => '',
    'unclassified' => 'Nicht eingestuft',
    'fan' => 'Zufrieden, eng verbunden',
    'sympathizer' => 'Zufrieden, verbunden',
    'mercenary' => 'Zufrieden, nicht verbunden',
    'captive' => 'Unzufrieden, aber gebunden',
    'opponent' => 'Unzufrieden, nicht gebunden',
];
$app_list_strings['scvm_stage_list'] = [
    '' => '',
    'find' => 'Gefunden',
    'understand' => 'Verstanden',
    'bind' => 'Gebunden',
    'delight' => 'Begeistert',
    'integrate' => 'Integriert',
];
$app_list_strings['scvm_reason_list'] = [
    '' => '',
    'consent_missing' => 'Die Einwilligung fehlt',
    'consent_refused' => 'Die Einwilligung ist verweigert',
    'consent_withdrawn' => 'Die Einwilligung ist widerrufen',
    'consent_expired' => 'Die Einwilligung ist abgelaufen',
    'erased' => 'Auf Verlangen der Person gelöscht',
    'no_customer' => 'Nicht mehr Kunde',
    'survey_no_answers' => 'Antworten: es zählt keine Antwort dieser Person',
    'survey_too_few_answers' => 'Antworten: zu wenige Antworten auf die Fragen zur Zufriedenheit oder zur Verbundenheit',
    'survey_out_of_range' => 'Antworten: eine liegt außerhalb ihrer Skala',
    'survey_no_consent' => 'Antworten: die Person hat nicht eingewilligt',
    'value_from_prior' => 'Käufe: alle zusammen sind zu wenige, eine Vorannahme füllt auf',
    'value_not_fitted' => 'Käufe: die Parameter des Modells sind nicht geschätzt',
    'value_no_purchases' => 'Käufe: es zählt kein Kauf dieser Person',
    'value_no_spending' => 'Käufe: den mittleren Kaufbetrag aller Kunden gibt es in diesem Modell nicht',
    'value_undefined' => 'Käufe: die Parameter erlauben keinen endlichen Wert',
    'value_no_consent' => 'Käufe: die Person hat nicht eingewilligt',
    'survey_no_answers,value_from_prior' => 'Antworten: es zählt keine Antwort dieser Person; Käufe: alle zusammen sind zu wenige, eine Vorannahme füllt auf',
    'survey_no_answers,value_not_fitted' => 'Antworten: es zählt keine Antwort dieser Person; Käufe: die Parameter des Modells sind nicht geschätzt',
    'survey_no_answers,value_no_purchases' => 'Antworten: es zählt keine Antwort dieser Person; Käufe: es zählt kein Kauf dieser Person',
    'survey_no_answers,value_no_spending' => 'Antworten: es zählt keine Antwort dieser Person; Käufe: den mittleren Kaufbetrag aller Kunden gibt es in diesem Modell nicht',
    'survey_no_answers,value_undefined' => 'Antworten: es zählt keine Antwort dieser Person; Käufe: die Parameter erlauben keinen endlichen Wert',
    'survey_no_answers,value_no_consent' => 'Antworten: es zählt keine Antwort dieser Person; Käufe: die Person hat nicht eingewilligt',
    'survey_too_few_answers,value_from_prior' => 'Antworten: zu wenige Antworten auf die Fragen zur Zufriedenheit oder zur Verbundenheit; Käufe: alle zusammen sind zu wenige, eine Vorannahme füllt auf',
    'survey_too_few_answers,value_not_fitted' => 'Antworten: zu wenige Antworten auf die Fragen zur Zufriedenheit oder zur Verbundenheit; Käufe: die Parameter des Modells sind nicht geschätzt',
    'survey_too_few_answers,value_no_purchases' => 'Antworten: zu wenige Antworten auf die Fragen zur Zufriedenheit oder zur Verbundenheit; Käufe: es zählt kein Kauf dieser Person',
    'survey_too_few_answers,value_no_spending' => 'Antworten: zu wenige Antworten auf die Fragen zur Zufriedenheit oder zur Verbundenheit; Käufe: den mittleren Kaufbetrag aller Kunden gibt es in diesem Modell nicht',
    'survey_too_few_answers,value_undefined' => 'Antworten: zu wenige Antworten auf die Fragen zur Zufriedenheit oder zur Verbundenheit; Käufe: die Parameter erlauben keinen endlichen Wert',
    'survey_too_few_answers,value_no_consent' => 'Antworten: zu wenige Antworten auf die Fragen zur Zufriedenheit oder zur Verbundenheit; Käufe: die Person hat nicht eingewilligt',
    'survey_out_of_range,value_from_prior' => 'Antworten: eine liegt außerhalb ihrer Skala; Käufe: alle zusammen sind zu wenige, eine Vorannahme füllt auf',
    'survey_out_of_range,value_not_fitted' => 'Antworten: eine liegt außerhalb ihrer Skala; Käufe: die Parameter des Modells sind nicht geschätzt',
    'survey_out_of_range,value_no_purchases' => 'Antworten: eine liegt außerhalb ihrer Skala; Käufe: es zählt kein Kauf dieser Person',
    'survey_out_of_range,value_no_spending' => 'Antworten: eine liegt außerhalb ihrer Skala; Käufe: den mittleren Kaufbetrag aller Kunden gibt es in diesem Modell nicht',
    'survey_out_of_range,value_undefined' => 'Antworten: eine liegt außerhalb ihrer Skala; Käufe: die Parameter erlauben keinen endlichen Wert',
    'survey_out_of_range,value_no_consent' => 'Antworten: eine liegt außerhalb ihrer Skala; Käufe: die Person hat nicht eingewilligt',
    'survey_no_consent,value_from_prior' => 'Antworten: die Person hat nicht eingewilligt; Käufe: alle zusammen sind zu wenige, eine Vorannahme füllt auf',
    'survey_no_consent,value_not_fitted' => 'Antworten: die Person hat nicht eingewilligt; Käufe: die Parameter des Modells sind nicht geschätzt',
    'survey_no_consent,value_no_purchases' => 'Antworten: die Person hat nicht eingewilligt; Käufe: es zählt kein Kauf dieser Person',
    'survey_no_consent,value_no_spending' => 'Antworten: die Person hat nicht eingewilligt; Käufe: den mittleren Kaufbetrag aller Kunden gibt es in diesem Modell nicht',
    'survey_no_consent,value_undefined' => 'Antworten: die Person hat nicht eingewilligt; Käufe: die Parameter erlauben keinen endlichen Wert',
    'survey_no_consent,value_no_consent' => 'Antworten: die Person hat nicht eingewilligt; Käufe: die Person hat nicht eingewilligt',
];
