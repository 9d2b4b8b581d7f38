<?php
// Neutral texts: a customer may ask to see what is stored of him.
$app_list_strings['scvm_segment_list'] = [
    '' => '',
    'fan' => 'Satisfied, closely attached',
    'sympathizer' => 'Satisfied, attached',
    'mercenary' => 'Satisfied, not attached',
    'captive' => 'Dissatisfied, but bound',
    'opponent' => 'Dissatisfied, not bound',
    'unclassified' => 'Not classified',
];
$app_list_strings['scvm_status_list'] = [
    '' => '',
    'scored' => 'Scored',
    'excluded' => 'Excluded: no legal basis',
    'insufficient_data' => 'Not enough data',
    'stale' => 'Old score: waiting for scoring',
    'error' => 'Old score: the last scoring failed',
];
