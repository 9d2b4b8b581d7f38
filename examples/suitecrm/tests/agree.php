<?php
// Contacts of every kind, for comparing hook and batch: "make" saves them through the hook, "empty" takes the scores away
// again, "show" prints what contacts_cstm holds.
require __DIR__ . '/world.php';

function all_scores()
{
    $result = db()->query('SELECT * FROM contacts_cstm ORDER BY id_c', true);
    $scores = [];
    while ($row = db()->fetchByAssoc($result, false)) {
        $scores[$row['id_c']] = $row;
    }
    return $scores;
}

if ($argv[1] === 'make') {
    world();
    fresh(['mapping' => 'mapping.json']);
    mt_srand(7);
    question('sat_overall');
    question('sat_service', 'Radio');
    question('att_recommend', 'Rating');
    question('q4', 'Checkbox', 'Would you return?');
    $bases = ['^consent^', '^contract^,^consent^', '', '^withdrawn^,^consent^', '^legal_obligation^', '^legitimate_interest^'];
    for ($i = 0; $i < 60; $i++) {
        $id = $i === 5 ? "o'brien \\" : sprintf('c%02d', $i);
        contact($id, ['lawful_basis' => $bases[$i % 7 < 6 ? ($i * 5) % 6 : 0], 'date_reviewed' => $i % 4 ? '2026-01-02' : null, 'deleted' => $i === 59 ? 1 : 0]);
        for ($wave = 0; $wave < $i % 4; $wave++) {
            $answers = ['sat_overall' => (string) mt_rand(1, 5), 'sat_service' => [mt_rand(0, 1) ? (string) mt_rand(1, 5) : 'good', mt_rand(1, 5)]];
            $answers += mt_rand(0, 2) ? ['att_recommend' => mt_rand(0, 9) ? (string) mt_rand(0, 10) : 'n/a?'] : [];
            response($id, $answers + ['q4' => (string) mt_rand(0, 1)], sprintf('2026-%02d-%02d 08:30:00', mt_rand(1, 9), mt_rand(1, 28)), mt_rand(0, 5) ? 0 : 1);
        }
        for ($n = 0; $n < $i % 5; $n++) {
            $amount = mt_rand(0, 6) ? mt_rand(500, 20000) / 100 : -mt_rand(100, 2000) / 100;
            $foreign = mt_rand(0, 4) === 0;
            invoice($id, sprintf('2026-%02d-%02d', mt_rand(1, 10), mt_rand(1, 28)), (string) ($foreign ? 3 * $amount : $amount), [
                'currency_id' => $foreign ? 'usd' : '-99', 'total_amount_usdollar' => (string) $amount, 'status' => mt_rand(0, 5) ? 'Paid' : 'Unpaid', 'deleted' => mt_rand(0, 9) ? 0 : 1,
            ]);
        }
    }
    foreach (['c01' => ['scvm_segment_override_c' => 'captive'], 'c07' => ['scvm_clv_override_c' => '77.5']] as $id => $by_hand) {
        insert('contacts_cstm', $by_hand + ['id_c' => $id]);
    }
    $result = db()->query('SELECT id FROM contacts WHERE deleted = 0 ORDER BY id', true);
    while ($row = db()->fetchByAssoc($result, false)) {
        save($row['id']);
    }
    if ($GLOBALS['log']->lines) {
        fwrite(STDERR, json_encode($GLOBALS['log']->lines) . "\n");
        exit(1);
    }
}
if ($argv[1] === 'empty') {
    $result = db()->query("SELECT name FROM fields_meta_data WHERE name LIKE 'scvm%' AND name NOT LIKE '%override_c'", true);
    while ($row = db()->fetchByAssoc($result, false)) {
        db()->query("UPDATE contacts_cstm SET {$row['name']} = NULL", true);
    }
}
echo json_encode(all_scores());
