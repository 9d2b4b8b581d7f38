<?php
// Neutrale Texte: ein Kunde darf erfahren, was über ihn gespeichert ist.
$app_list_strings['scvm_segment_list'] = [
    '' => '',
    'fan' => 'Zufrieden, eng verbunden',
    'sympathizer' => 'Zufrieden, verbunden',
    'mercenary' => 'Zufrieden, nicht verbunden',
    'captive' => 'Unzufrieden, aber gebunden',
    'opponent' => 'Unzufrieden, nicht gebunden',
    'unclassified' => 'Nicht eingestuft',
];
$app_list_strings['scvm_status_list'] = [
    '' => '',
    'scored' => 'Bewertet',
    'excluded' => 'Ausgeschlossen: keine Rechtsgrundlage',
    'insufficient_data' => 'Zu wenig Daten',
    'stale' => 'Alte Bewertung: wartet auf Bewertung',
    'error' => 'Alte Bewertung: die letzte Bewertung schlug fehl',
];
