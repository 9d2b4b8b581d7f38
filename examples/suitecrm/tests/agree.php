<?php
// Contacts of every kind, for comparing hook and batch: "make" fills the tables, "save" saves everybody through the hook,
// "change" changes some contacts' data, "empty" takes the scores away; each prints what contacts_cstm then holds. The second
// argument is the model's file.
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

function ids()
{
    $result = db()->query('SELECT id FROM contacts WHERE deleted = 0 ORDER BY id', true);
    $ids = [];
    while ($row = db()->fetchByAssoc($result, false)) {
        $ids[] = $row['id'];
    }
    return $ids;
}

function email($contact, array $more)
{
    $address = create_guid();
    insert('email_addresses', $more + ['id' => $address, 'opt_out' => 0, 'confirm_opt_in' => 'not-opt-in', 'date_modified' => '2026-02-03 04:05:06', 'deleted' => 0]);
    insert('email_addr_bean_rel', ['id' => create_guid(), 'email_address_id' => $address, 'bean_id' => $contact, 'bean_module' => 'Contacts', 'primary_address' => 1, 'deleted' => 0]);
}

function make()
{
    world();
    db()->query('DROP TABLE IF EXISTS survey_answers', true);
    db()->query('CREATE TABLE survey_answers (id CHAR(36) PRIMARY KEY, contact_id CHAR(36), item VARCHAR(255), answer VARCHAR(255), date_answered DATE, wave INT, deleted TINYINT)', true);
    fresh();
    mt_srand(7);
    question('sat_overall');
    question('sat_service', 'Radio');
    options('sat_service', ['1 - poor', '2', '3', '4', '5 - great']);
    question('q5', 'Dropdown', 'Bleiben Sie?');
    options('q5', ['ja', 'vielleicht', 'nein']);
    question('q6', 'Matrix', 'Zufrieden mit');
    question('q7', 'Radio', 'Noch etwas?');
    options('q7', ['1 - a', '2: b', 'egal']);
    question('att_recommend', 'Rating');
    question('q4', 'Checkbox', 'Would you return?');
    $bases = ['^consent^', '^contract^,^consent^', '', '^withdrawn^,^consent^', '^legal_obligation^', '^legitimate_interest^', '^consent^,^hearsay^', ' ^Zustimmung^ '];
    for ($i = 0; $i < 60; $i++) {
        $id = $i === 5 ? "o'brien \\ & <b>" : sprintf('c%02d', $i);
        contact($id, [
            'lawful_basis' => $bases[$i % 7 < 6 ? ($i * 5) % 8 : 0], 'date_reviewed' => $i % 4 ? '2026-01-02' : null, 'deleted' => $i === 59 ? 1 : 0,
            'lawful_basis_source' => ['website', null, "Ann's \"form\" & co", "a\tb\\c\nd"][$i % 4], 'reports_to_id' => $i % 3 ? null : sprintf('c%02d', ($i + 7) % 60),
        ]);
        for ($wave = 0; $wave < $i % 4; $wave++) {
            $answers = ['sat_overall' => mt_rand(0, 9) ? (string) mt_rand(1, 5) : ''];
            $said = mt_rand(0, 1) ? mt_rand(1, 5) : 0;
            $other = mt_rand(1, 5);
            $answers += ['sat_service' => ['1 - poor', '2', '3', '4', '5 - great'][($said ?: $other) - 1], 'q5' => ['ja', 'vielleicht', 'nein'][($i + $wave) % 3],
                'q6' => ['Preis' => (string) ($i % 3)], 'q7' => ['1 - a', '2: b', 'egal'][$i % 3]];
            $answers += mt_rand(0, 2) ? ['att_recommend' => mt_rand(0, 9) ? (string) mt_rand(0, 10) : 'n/a?'] : [];
            response($id, $answers + ['q4' => (string) mt_rand(0, 1)], sprintf('2026-%02d-%02d 08:30:00', mt_rand(1, 9), mt_rand(1, 28)), mt_rand(0, 5) ? 0 : 1);
        }
        if ($i % 5 === 1) {
            foreach (['sat_overall' => [' 4 ', '(2)', '3.5', "'-99", '5-'][$i % 4], 'att_recommend' => '8', 'att_unknown' => 'much'] as $item => $answer) {
                insert('survey_answers', ['id' => create_guid(), 'contact_id' => $id, 'item' => $item, 'answer' => $answer, 'date_answered' => '2026-09-30', 'wave' => $i % 2 ? 3 : null, 'deleted' => 0]);
            }
        }
        for ($n = 0; $n < $i % 5; $n++) {
            $amount = mt_rand(0, 6) ? mt_rand(500, 20000) / 100 : -mt_rand(100, 2000) / 100;
            $foreign = mt_rand(0, 4) === 0;
            invoice($id, mt_rand(0, 20) ? sprintf('2026-%02d-%02d', mt_rand(1, 10), mt_rand(1, 28)) : null, (string) ($foreign ? 3 * $amount : $amount), [
                'currency_id' => $foreign ? 'usd' : '-99', 'total_amount_usdollar' => (string) $amount, 'deleted' => mt_rand(0, 9) ? 0 : 1,
                'status' => ['Unpaid', '', 'Paid', 'Paid', 'Paid', 'Paid'][mt_rand(0, 5)],
            ]);
        }
        if ($i % 6 === 0) {
            insert('opportunities', ['id' => "o$i", 'amount' => '33.3333333', 'amount_usdollar' => '0.1', 'currency_id' => '-99', 'date_closed' => '2026-08-08', 'sales_stage' => 'Closed Won', 'deleted' => 0]);
            insert('opportunities_contacts', ['id' => "oc$i", 'contact_id' => $id, 'opportunity_id' => "o$i", 'deleted' => 0]);
        }
        if ($i % 4 === 1) {
            email($id, ['opt_out' => $i % 8 === 1 ? 1 : 0]);
            email($id, ['confirm_opt_in' => 'confirmed-opt-in', 'confirm_opt_in_date' => '2026-03-04 05:06:07', 'deleted' => $i % 3 ? 0 : 1]);
        }
        for ($n = 0; $n < $i % 3; $n++) {
            insert('campaign_log', ['id' => create_guid(), 'target_id' => $id, 'target_type' => 'Contacts', 'activity_type' => $n ? 'link' : 'Survey', 'activity_date' => '2026-10-0' . ($n + 1) . ' 10:00:00', 'hits' => $i, 'deleted' => 0]);
        }
    }
    // Six satisfied and attached contacts who may be contacted: more than are invited.
    for ($i = 0; $i < 6; $i++) {
        usual_contact("fan$i");
        invoice("fan$i", '2026-05-05', (string) (20 * $i + 1));
        email("fan$i", ['confirm_opt_in' => 'confirmed-opt-in', 'confirm_opt_in_date' => '2026-03-04 05:06:07']);
    }
    foreach (['c01' => ['scvm_segment_override_c' => 'captive'], 'c08' => ['scvm_lifetime_value_override_c' => '77.5']] as $id => $by_hand) {
        insert('contacts_cstm', $by_hand + ['id_c' => $id]);
    }
}

$arguments = $argv + [1 => 'show', 2 => 'model.json'];
if ($arguments[1] === 'make') {
    make();
}
$GLOBALS['log'] = new TestLog();
$GLOBALS['sugar_config'] = ['scvm' => ['library' => getenv('SCVM_LIBRARY'), 'model' => $arguments[2], 'mapping' => 'mapping.json']];
if ($arguments[1] === 'save') {
    foreach (ids() as $id) {
        save($id);
    }
}
if ($arguments[1] === 'change') {  // contacts who owe nobody anything: what changes is theirs
    invoice('fan5', '2026-10-30', '250');
    invoice('fan4', '2026-10-30', '-40');
    response('fan3', ['sat_overall' => '1', 'sat_service' => '2', 'att_recommend' => '1'], '2026-10-01 09:00:00');
    email('c02', ['opt_out' => 1]);
    db()->query("UPDATE contacts SET lawful_basis = '^withdrawn^' WHERE id = 'fan0'", true);
    db()->query("UPDATE surveyresponses SET deleted = 1 WHERE contact_id = 'fan1'", true);
    db()->query("UPDATE aos_invoices SET deleted = 1 WHERE billing_contact_id = 'fan1'", true);
}
if ($arguments[1] === 'empty') {
    $result = db()->query("SELECT name FROM fields_meta_data WHERE name LIKE 'scvm%' AND name NOT LIKE '%override_c'", true);
    while ($row = db()->fetchByAssoc($result, false)) {
        db()->query("UPDATE contacts_cstm SET {$row['name']} = NULL", true);
    }
}
if ($GLOBALS['log']->lines) {
    fwrite(STDERR, json_encode($GLOBALS['log']->lines) . "\n");
    exit(1);
}
echo json_encode(all_scores());
