<?php
// The save hook, the scheduler job and the dashlet where FFI works.
require __DIR__ . '/../../../php/tests/harness.php';
require __DIR__ . '/world.php';
world();
require_once 'custom/scvm/Rescoring.php';

function engine()
{
    return Scvm\Model::of(ScvmSettings::ofLibrary())->engine();
}

/** What the library says of a record that is written down here by hand. */
function card(array $answers, array $purchases)
{
    return engine()->score([
        'id' => 'x', 'as_of' => gmdate('Y-m-d'), 'answers' => $answers, 'purchases' => $purchases,
        'consents' => [['purpose' => 'scoring', 'state' => 'granted', 'time' => '2026-01-02']],
    ]);
}

function decimal($number)
{
    return $number === null ? null : number_format($number, 6, '.', '');
}

function same_scores(array $card, array $scores)
{
    same($card['survey']['segment'], $scores['scvm_segment_c'], 'segment');
    $numbers = ['satisfaction' => 'survey', 'attachment' => 'survey', 'revenue' => 'value', 'p_alive' => 'value', 'expected_purchases' => 'value', 'lifetime_value' => 'value'];
    foreach ($numbers as $name => $section) {
        $field = 'scvm_' . $name . '_c';
        $expected = $card[$section][$name];
        if ($expected === null) {
            same(null, $scores[$field], $name);
        } else {
            $expected = $name === 'p_alive' ? min(max($expected, 1e-6), 1 - 1e-6) : $expected;
            holds(abs($expected - $scores[$field]) < 1e-6, "$name: expected $expected, got {$scores[$field]}");
        }
    }
}

test('a save writes what the library says of the contact\'s answers and paid invoices', function () {
    fresh();
    usual_contact();
    $scores = save('ada');
    $card = card(
        [['item' => 'sat_overall', 'value' => 5], ['item' => 'sat_service', 'value' => 4], ['item' => 'att_recommend', 'value' => 9]],
        [['time' => '2026-04-02', 'amount' => 52], ['time' => '2026-10-11', 'amount' => 66]]
    );
    same('scored', $scores['scvm_status_c'], 'status');
    same_scores($card, $scores);
    holds($card['value']['lifetime_value'] > 1, 'there is a lifetime value');
    same('fan', $scores['scvm_segment_c'], 'segment');
    same('EUR', $scores['scvm_currency_c'], 'currency');
    same(gmdate('Y-m-d'), $scores['scvm_score_date_c'], 'day');
    same('crm-test', $scores['scvm_model_version_c'], 'model');
    same($card['model']['hash'], $scores['scvm_model_hash_c'], 'its hash');
    same(64, strlen($scores['scvm_input_hash_c']), 'hash of the input');
    holds(strpos($scores['scvm_explain_c'], "The group is satisfied, closely attached: satisfaction 87.50 reaches 62.50") === 0, $scores['scvm_explain_c']);
    holds(strpos($scores['scvm_explain_c'], "\natt_recommend 9 (+40.0), sat_overall 5 (+25.0), sat_service 4 (+12.5)") > 0, 'the answers, largest effect first');
    same([], $GLOBALS['log']->lines, 'log');
});

test('a second save of the same contact changes nothing', function () {
    fresh();
    usual_contact();
    $first = save('ada');
    same(plain($first), plain(save('ada')), 'scores');
});

test('deleted rows, unpaid invoices and other people\'s rows do not count, whichever table they are in', function () {
    fresh();
    usual_contact();
    $before = save('ada');
    contact('bob');
    response('bob', ['sat_overall' => '1']);
    response('ada', ['sat_overall' => '1'], '2026-05-01 12:00:00', 1);
    invoice('bob', '2026-05-01', '999');
    invoice('ada', '2026-05-01', '999', ['deleted' => 1]);
    invoice('ada', '2026-05-01', '999', ['status' => 'Unpaid']);
    question('gone');
    db()->query("UPDATE surveyquestions SET deleted = 1, name = 'sat_overall' WHERE id = 'gone'", true);
    db()->query("UPDATE surveyresponses SET date_entered = '2026-03-01 12:00:00'", true);
    $response = db()->getOne("SELECT id FROM surveyresponses WHERE contact_id = 'ada' AND deleted = 0");
    insert('surveyquestionresponses', ['id' => 'a1', 'surveyresponse_id' => $response, 'surveyquestion_id' => 'gone', 'answer' => '1', 'deleted' => 0]);
    insert('surveyquestionresponses', ['id' => 'a2', 'surveyresponse_id' => $response, 'surveyquestion_id' => 'sat_overall', 'answer' => '1', 'deleted' => 1]);
    same(plain($before), plain(save('ada')), 'scores');
});

test('of every question the latest answer counts; or only the latest response, where the mapping says so', function () {
    $sat = ['item' => 'sat_overall', 'value' => 5, 'time' => '2026-03-01'];
    $new = ['item' => 'sat_service', 'value' => 1, 'time' => '2026-06-01'];
    $expected = [
        'none' => [$sat, $new, ['item' => 'att_recommend', 'value' => 9]],
        'response' => [$new],
    ];
    foreach ($expected as $waves => $answers) {
        fresh(mapped(['waves' => $waves, 'invoices' => false]));
        usual_contact();
        response('ada', ['sat_service' => '1'], '2026-06-01 09:00:00');
        same_scores(card($answers, []), save('ada'));
    }
});

test('amounts in another currency count in the system\'s own', function () {
    fresh();
    contact('ada');
    invoice('ada', '2026-04-02', '100', ['currency_id' => 'usd', 'total_amount_usdollar' => '52']);
    invoice('ada', '2026-10-11', '66', ['total_amount_usdollar' => '1000']);
    same_scores(card([], [['time' => '2026-04-02', 'amount' => 52], ['time' => '2026-10-11', 'amount' => 66]]), save('ada'));
});

test('a refund lowers the value, and an invoice without a date is named in the explanation', function () {
    fresh();
    usual_contact();
    $whole = save('ada')['scvm_lifetime_value_c'];
    invoice('ada', '2026-10-12', '-60');
    invoice('ada', null, '5');
    $scores = save('ada');
    holds($scores['scvm_lifetime_value_c'] < $whole, 'the lifetime value falls');
    holds(strpos($scores['scvm_explain_c'], '! purchases 0: ') > 0, $scores['scvm_explain_c']);
});

test('won opportunities are purchases where the mapping says so, each of them of one contact', function () {
    fresh(mapped(['opportunities' => [], 'invoices' => false]));
    invoice('ada', '2026-05-05', '500');
    contact('zoe');
    contact('ada');
    foreach (['o1' => ['2026-04-02', 52, 'Closed Won'], 'o2' => ['2026-10-11', 66, 'Closed Won'], 'o3' => ['2026-10-12', 999, 'Closed Lost']] as $id => $o) {
        insert('opportunities', ['id' => $id, 'amount' => $o[1], 'amount_usdollar' => $o[1], 'currency_id' => '-99', 'date_closed' => $o[0], 'sales_stage' => $o[2], 'deleted' => 0]);
        insert('opportunities_contacts', ['id' => "$id-1", 'contact_id' => 'ada', 'opportunity_id' => $id, 'contact_role' => 'Influencer', 'deleted' => 0]);
    }
    insert('opportunities_contacts', ['id' => 'o1-2', 'contact_id' => 'zoe', 'opportunity_id' => 'o1', 'contact_role' => 'Evaluator', 'deleted' => 0]);
    same_scores(card([], [['time' => '2026-04-02', 'amount' => 52], ['time' => '2026-10-11', 'amount' => 66]]), save('ada'));
    same(null, save('zoe')['scvm_lifetime_value_c'], 'the second contact of an opportunity');
});

test('options, boxes and numbers are answers; a question is an item by its id, its text, or as it is called', function () {
    fresh(mapped(['items' => ['q1' => 'sat_overall', 'Service & "price"?' => 'sat_service', 'q6/Would return' => 'att_return']]));
    contact('ada');
    question('q1', 'Radio');
    options('q1', ['5', '4', '3']);
    question('q2', 'Dropdown', 'Service & "price"?');
    options('q2', ['angry', 'sad', 'so-so', 'satisfied']);
    question('q3', 'Rating', 'att_recommend');
    question('q6', 'Checkbox', 'att_return');
    response('ada', ['q1' => '4', 'q2' => 'satisfied', 'q3' => 'very much <3', 'q6' => '1']);
    same_scores(card([
        ['item' => 'sat_overall', 'value' => 4], ['item' => 'sat_service', 'value' => 3], ['item' => 'att_recommend', 'value' => null], ['item' => 'att_return', 'value' => 1],
    ], []), save('ada'));
});

test('one rule counts all options of a question: the numbers with which their texts begin, or their places', function () {
    $cases = [
        [['1 - poor', '2', '3', '4', '5 - great'], [1.0, 2.0, 3.0, 4.0, 5.0]],
        [['5 = great', '4', '3', '2', '1 = poor', "don't know"], [5.0, 4.0, 3.0, 2.0, 1.0, null]],
        [['poor', '2', 'great'], [0.0, 1.0, 2.0]],
        [['1 - 2 times', '3 - 5 times', 'never'], [0.0, 1.0, 2.0]],
        [['1/5', '2/5'], [0.0, 1.0]],
        [['1st', '2nd', '3'], [0.0, 1.0, 2.0]],
        [['3', '3', '4'], [0.0, 1.0, 2.0]],
        [['-1,5 kalt', '0', '+1.5: warm'], [-1.5, 0.0, 1.5]],
    ];
    foreach ($cases as $case) {
        fresh();
        contact('ada');
        question('q1', 'Radio');
        options('q1', $case[0]);
        foreach (array_keys($case[0]) as $place) {
            db()->query('DELETE FROM surveyquestionresponses', true);
            db()->query('DELETE FROM surveyquestionoptions_surveyquestionresponses', true);
            answer(db()->getOne('SELECT id FROM surveyresponses') ?: response_of('ada'), 'q1', [], null);
            insert('surveyquestionoptions_surveyquestionresponses', ['id' => create_guid(), 'surveyq72c7options_ida' => "q1-$place",
                'surveyq10d4sponses_idb' => db()->getOne('SELECT id FROM surveyquestionresponses'), 'deleted' => 0]);
            $record = (new ScvmHistory(db(), ScvmSettings::all()))->record(new ScvmContact(BeanFactory::getBean('Contacts', 'ada')), '2026-11-21', 'UTC', new Scvm\Consent())->read();
            same($case[1][$place], $record['answers'][0]['value'], implode(' | ', $case[0]) . ": $place");
        }
    }
});

test('every line of a matrix is a question of its own', function () {
    fresh(mapped(['items' => ['Rate us/Price' => 'sat_overall', 'Rate us/Service' => 'sat_service']]));
    contact('ada');
    question('q1', 'Matrix', 'Rate us');
    response('ada', ['q1' => ['Price' => '2', 'Service' => '5', 'Colour' => '1']]);
    same_scores(card([['item' => 'sat_overall', 'value' => 2], ['item' => 'sat_service', 'value' => 5]], []), save('ada'));
});

test('texts that a contact wrote are not read, nor surveys that were deleted', function () {
    fresh();
    usual_contact();
    question('q2', 'Text', 'att_return');
    question('q3', 'Textbox', 'att_return');
    question('q4', 'Scale', 'att_return', 'gone');
    insert('surveys', ['id' => 'gone', 'name' => 'gone', 'deleted' => 1]);
    response('ada', ['q2' => 'my secret', 'q3' => '1', 'q4' => '0']);
    $record = (new ScvmHistory(db(), ScvmSettings::all()))->record(new ScvmContact(BeanFactory::getBean('Contacts', 'ada')), '2026-11-21', 'UTC', new Scvm\Consent())->read();
    same(['att_recommend', 'sat_overall', 'sat_service'], array_column($record['answers'], 'item'), 'items');
    same(false, strpos(json_encode($record), 'secret'), 'free text');
});

test('ids with quotes, backslashes and SQL find their own rows, and no others', function () {
    foreach (["' OR '1'='1", "\\' OR 1=1 -- ", '"; DROP TABLE contacts; --', "o'brien", 'ünïcödé'] as $id) {
        fresh();
        contact('bob');
        question('sat_overall');
        question('sat_service');
        question('att_recommend');
        response('bob', ['sat_overall' => '1', 'sat_service' => '1', 'att_recommend' => '0']);
        invoice('bob', '2026-05-01', '999');
        usual_contact($id);
        same('fan', save($id)['scvm_segment_c'], $id);
        same('2', db()->getOne('SELECT COUNT(*) FROM contacts'), $id);
        same([], $GLOBALS['log']->lines, $id);
    }
});

test('a withdrawal empties every score at once, without a look at the data, and leaves what was set by hand', function () {
    fresh();
    usual_contact('ada', ['lawful_basis' => '^consent^,^withdrawn^']);
    scored_before('ada', ['scvm_segment_override_c' => 'opponent', 'scvm_place_c' => '{"network":{"reach":1}}']);
    $contact = BeanFactory::getBean('Contacts', 'ada');
    $before = db()->queries;
    ScvmContactHook::score($contact);
    same($before, db()->queries, 'queries');
    $scores = save('ada');
    foreach (['satisfaction', 'attachment', 'revenue', 'p_alive', 'expected_purchases', 'lifetime_value', 'influence', 'social_score', 'network_value', 'engagement_value'] as $name) {
        same(null, $scores["scvm_{$name}_c"], $name);
    }
    foreach (['segment', 'currency', 'value_tier', 'treatment', 'input_hash', 'place'] as $name) {
        same('', $scores["scvm_{$name}_c"], $name);
    }
    same(['excluded', 'consent_withdrawn'], [$scores['scvm_status_c'], $scores['scvm_reason_c']], 'status');
    same('opponent', $scores['scvm_segment_override_c'], 'override');
});

test('a withdrawal empties the scores even where the library, the model and the settings do not work', function () {
    fresh(['library' => '/nowhere/libscvm.so', 'model' => '/nowhere/model.json', 'mapping' => '/nowhere/mapping.json', 'misspelt' => 1]);
    usual_contact('ada', ['lawful_basis' => '^withdrawn^']);
    scored_before('ada');
    $scores = save('ada');
    same('excluded', $scores['scvm_status_c'], 'status');
    same(null, $scores['scvm_lifetime_value_c'], 'lifetime value');
});

test('a withdrawal in the form that is being saved counts, before it is stored', function () {
    fresh();
    usual_contact();
    $contact = BeanFactory::getBean('Contacts', 'ada');
    $contact->lawful_basis = ['consent', 'withdrawn'];
    ScvmContactHook::score($contact);
    same('excluded', $contact->scvm_status_c, 'status');
});

test('a word of a form in place of a legal basis is read as the library reads it', function () {
    $words = ['^opt-in^' => ['scored', null], '^Einverstanden^' => ['scored', null], '^Opted Out^' => ['excluded', 'consent_withdrawn'],
        '^Zurückgezogen^' => ['excluded', 'consent_withdrawn'], '^abgelehnt^' => ['excluded', 'consent_refused'], '^pending^' => ['excluded', 'consent_refused'],
        '^perhaps^' => ['excluded', 'consent_refused'], '^opt-in^,^perhaps^' => ['excluded', 'consent_refused']];
    foreach ($words as $basis => $expected) {
        fresh();
        usual_contact('ada', ['lawful_basis' => $basis]);
        $scores = save('ada');
        same($expected[0], $scores['scvm_status_c'], $basis);
        same($expected[1], $scores['scvm_status_c'] === 'excluded' ? $scores['scvm_reason_c'] : null, $basis);
    }
});

test('without a legal basis that allows scoring, the model\'s policy decides: excluded', function () {
    foreach (['' => 'missing', '^legal_obligation^' => 'refused'] as $basis => $why) {
        fresh();
        usual_contact('ada', ['lawful_basis' => $basis]);
        scored_before('ada');
        $scores = save('ada');
        same(['excluded', "consent_$why"], [$scores['scvm_status_c'], $scores['scvm_reason_c']], $basis);
        same(null, $scores['scvm_lifetime_value_c'], 'lifetime value');
        same(null, $scores['scvm_network_value_c'], 'network value');
        $said = ['missing' => 'there is no consent', 'refused' => 'consent is refused'];
        same("Not scored: {$said[$why]}.", $scores['scvm_explain_c'], 'explanation');
    }
    fresh(mapped(['consent' => ['allow' => ['legal_obligation']]]));
    usual_contact('ada', ['lawful_basis' => '^legal_obligation^']);
    same('scored', save('ada')['scvm_status_c'], 'allowed by the mapping');
    fresh(mapped(['consent' => ['labels' => ['einwilligung' => 'consent'], 'deny' => ['objected']]]));
    usual_contact('ada', ['lawful_basis' => '^Einwilligung^']);
    same('scored', save('ada')['scvm_status_c'], 'a label of the vendor\'s own');
    usual_contact('bob', ['lawful_basis' => '^Einwilligung^,^Objected^']);
    same('consent_withdrawn', save('bob')['scvm_reason_c'], 'a denial of the vendor\'s own');
});

test('a consent that begins only tomorrow does not count yet', function () {
    fresh();
    usual_contact('ada', ['date_reviewed' => gmdate('Y-m-d', time() + 2 * 86400)]);
    same('consent_missing', save('ada')['scvm_reason_c'], 'reason');
});

test('a day of a consent that cannot be read is no grant, and takes no opt-out away', function () {
    fresh();
    $told = function (array $contact, array $addresses) {
        $database = new class($addresses) {
            private $addresses;
            public function __construct($addresses) { $this->addresses = $addresses; }
            public function tableExists($name) { return false; }
            public function quoted($text) { return "'$text'"; }
            public function query($sql, $dies) { return new ArrayIterator(strpos($sql, 'email_addresses') ? $this->addresses : []); }
            public function fetchByAssoc($rows, $encoded)
            {
                $row = $rows->current();
                $rows->next();
                return $row === null ? false : $row;
            }
        };
        $history = new ScvmHistory($database, ScvmSettings::all());
        return array_map(function ($row) { return [$row['purpose'], $row['state'], $row['time']]; }, $history->record(new ScvmContact((object) ($contact + ['id' => 'bob'])), '2026-11-21', 'UTC', (new Scvm\Consent())->forModel(['consent' => []]))->read()['consents']);
    };
    same([['*', 'refused', 0]], $told(['lawful_basis' => '^consent^', 'date_reviewed' => '01.05.2025'], []), 'a basis');
    same([['*', 'withdrawn', 0]], $told(['lawful_basis' => '^withdrawn^', 'date_reviewed' => '01.05.2025'], []), 'a withdrawal');
    $once = ['confirm_opt_in' => '', 'confirm_opt_in_date' => 'once', 'date_modified' => 'once'];
    foreach ([['opt_out' => 1], ['opt_out' => 'perhaps'], ['opt_out' => 0, 'confirm_opt_in' => 'confirmed-opt-in']] as $address) {
        same([['contact', 'withdrawn', 0]], $told([], [$address + $once]), json_encode($address));
    }
});

test('who was erased is never scored again', function () {
    fresh();
    usual_contact();
    scored_before('ada');
    db()->query('CREATE TABLE scvm_erased (id_hash VARCHAR(64) PRIMARY KEY, erased_on DATE)', true);
    try {
        insert('scvm_erased', ['id_hash' => hash('sha256', 'ada'), 'erased_on' => '2026-11-01']);
        $scores = save('ada');
        same(['excluded', 'erased', null], [$scores['scvm_status_c'], $scores['scvm_reason_c'], $scores['scvm_lifetime_value_c']], 'scores');
        usual_contact('bob');
        same('scored', save('bob')['scvm_status_c'], 'somebody else');
    } finally {
        db()->query('DROP TABLE scvm_erased', true);
    }
});

test('what was set by hand wins, says so, and keeps what was computed; the scores of the batch stay', function () {
    fresh();
    usual_contact();
    $computed = save('ada');
    db()->query("DELETE FROM contacts_cstm", true);
    scored_before('ada', ['scvm_segment_override_c' => 'opponent', 'scvm_lifetime_value_override_c' => '500']);
    $scores = save('ada');
    same(['opponent', 'opponent'], [$scores['scvm_segment_override_c'], $scores['scvm_segment_c']], 'group');
    holds((float) $scores['scvm_lifetime_value_c'] === 500.0 && (float) $scores['scvm_lifetime_value_override_c'] === 500.0, 'lifetime value');
    holds(strpos($scores['scvm_explain_c'], '[override] segment: computed fan; lifetime_value: computed ' . rtrim($computed['scvm_lifetime_value_c'], '0') . "\n") === 0, $scores['scvm_explain_c']);
    holds((float) $scores['scvm_network_value_c'] === 77.0, 'network value');
    same(['gold', 'thank'], [$scores['scvm_value_tier_c'], $scores['scvm_treatment_c']], 'tier and treatment');
    same(plain($scores), plain(save('ada')), 'a second save');
    db()->query("UPDATE contacts_cstm SET scvm_segment_override_c = '', scvm_lifetime_value_override_c = NULL", true);
    same([$computed['scvm_segment_c'], $computed['scvm_lifetime_value_c']], array_values(array_intersect_key(save('ada'), ['scvm_segment_c' => 1, 'scvm_lifetime_value_c' => 1])), 'without an override');
});

test('a score that cannot be made any more is emptied, not left over', function () {
    fresh();
    usual_contact();
    save('ada');
    db()->query('UPDATE surveyresponses SET deleted = 1', true);
    db()->query('UPDATE aos_invoices SET deleted = 1', true);
    $scores = save('ada');
    same('insufficient_data', $scores['scvm_status_c'], 'status');
    same('survey_no_answers,value_no_purchases', $scores['scvm_reason_c'], 'reason');
    same(null, $scores['scvm_satisfaction_c'], 'satisfaction');
    same(null, $scores['scvm_lifetime_value_c'], 'lifetime value');
    same('unclassified', $scores['scvm_segment_c'], 'segment');
});

test('nobody is a customer for sure: a probability is never exactly 1', function () {
    fresh();
    contact('ada');
    invoice('ada', '2026-04-02', '52.00');
    same(0.999999, (float) save('ada')['scvm_p_alive_c'], 'p_alive');
});

/** Whatever breaks: the save goes on, the old scores stay, status and reason say so, and the log has one line an hour. */
function breaks(array $settings, $expected, $status, callable $more = null, $place = null)
{
    fresh($settings);
    usual_contact();
    scored_before('ada', ['scvm_place_c' => $place]);
    $before = scores('ada');
    if ($more) {
        $more();
    }
    $contact = BeanFactory::getBean('Contacts', 'ada');
    $contact->last_name = 'Lovelace';
    $contact->save();
    same('Lovelace', db()->getOne("SELECT last_name FROM contacts WHERE id = 'ada'"), 'the save');
    only_status_changed($before, $status, scores('ada'));
    holds(stripos(scores('ada')['scvm_reason_c'], $expected) !== false, scores('ada')['scvm_reason_c']);
    BeanFactory::getBean('Contacts', 'ada')->save();
    $lines = $GLOBALS['log']->at('fatal');
    same(1, count($lines), 'lines in the log: ' . implode(' | ', $lines));
    holds(stripos($lines[0], $expected) !== false, $lines[0]);
    holds(strpos($lines[0], "\n") === false, 'one line');
    db()->query("UPDATE config SET value = '" . (time() - 3601) . "' WHERE category = 'scvm'", true);
    BeanFactory::getBean('Contacts', 'ada')->save();
    same(2, count($GLOBALS['log']->at('fatal')), 'an hour later');
}

test('a missing library breaks no save', function () {
    breaks(['library' => '/nowhere/libscvm.so'], '/nowhere/libscvm.so', 'stale');
});

test('a library that is another one breaks no save', function () {
    breaks(['library' => 'libc.so.6'], 'scvm_', 'stale');
});

test('a missing model breaks no save', function () {
    breaks(['model' => 'no-model.json'], 'there is no scoring model', 'stale');
});

test('a contact that was saved before there was a model is scored by the job as soon as there is one', function () {
    @unlink('later.json');
    fresh(['model' => 'later.json']);
    usual_contact();
    same('stale', save('ada')['scvm_status_c'], 'before');
    same(false, ScvmRescoring::run(), 'the job fails and says why');
    file_put_contents('later.json', file_get_contents(__DIR__ . '/model.json'));
    same(true, ScvmRescoring::run(), 'the job');
    same('scored', scores('ada')['scvm_status_c'], scores('ada')['scvm_reason_c']);
});

test('a cause is cut where the field ends, between two characters', function () {
    fresh(['model' => '/nowhere/' . str_repeat('ü', 200)]);
    usual_contact();
    same('/nowhere/' . str_repeat('ü', 91), save('ada')['scvm_reason_c'], 'reason');
});

test('an invalid model breaks no save', function () {
    file_put_contents('broken.json', '{"schema": "scvm-model/1", "id": "x", "vale": {}}');
    breaks(['model' => 'broken.json'], 'unknown key', 'stale');
});

test('a missing table breaks no save', function () {
    try {
        breaks([], 'the database refused a query', 'error', function () {
            db()->query('ALTER TABLE surveyresponses RENAME TO elsewhere', true);
        });
    } finally {
        db()->query('ALTER TABLE elsewhere RENAME TO surveyresponses', true);
    }
});

test('a database layer that throws instead of returning false breaks no save', function () {
    try {
        breaks([], 'Server has gone away', 'error', function () {
            db()->throwsAt = 'aos_invoices';
        });
    } finally {
        db()->throwsAt = null;
    }
});

test('a setting that is misspelt breaks no save', function () {
    breaks(['libary' => 'x'], "['libary']: unknown key", 'stale');
});

test('an invalid mapping breaks no save', function () {
    breaks(['mapping' => 'no-mapping.json'], 'there is no mapping', 'stale');
});

test('an answer that is no UTF-8 breaks no save', function () {
    fresh();
    usual_contact();
    $history = new ScvmHistory(db(), ScvmSettings::all());
    $record = $history->record(new ScvmContact(BeanFactory::getBean('Contacts', 'ada')), '2026-11-21', 'UTC', new Scvm\Consent())->read();
    $record['answers'][0]['item'] = "M\xfcller";
    same('scored', engine()->score($record)['status'], 'status');
});

test('a new contact is scored in the save that makes it', function () {
    fresh();
    $contact = BeanFactory::newBean('Contacts');
    $contact->last_name = 'New';
    $contact->lawful_basis = ['consent'];
    $id = $contact->save();
    same('insufficient_data', scores($id)['scvm_status_c'], 'status');
});

test('a model that is fitted anew is used from the next save on', function () {
    fresh(['model' => 'changing.json']);
    usual_contact();
    $model = file_get_contents(__DIR__ . '/model.json');
    file_put_contents('changing.json', $model);
    $first = save('ada');
    file_put_contents('changing.json', str_replace('"margin": 0.4', '"margin": 0.8', $model));
    $second = save('ada');
    holds(abs(2 * $first['scvm_lifetime_value_c'] - $second['scvm_lifetime_value_c']) < 1e-5, 'twice the margin, twice the value');
    holds($first['scvm_model_hash_c'] !== $second['scvm_model_hash_c'], 'the hash says so');
});

test('a model of the network, too, makes no network scores of a single contact, and leaves those of the batch', function () {
    fresh(['model' => 'network.json']);
    file_put_contents('network.json', str_replace('"survey": {', '"network": {}, "equity": {}, "survey": {', file_get_contents(__DIR__ . '/model.json')));
    usual_contact();
    scored_before('ada');
    $scores = save('ada');
    same('scored', $scores['scvm_status_c'], 'status');
    holds((float) $scores['scvm_network_value_c'] === 77.0 && (float) $scores['scvm_social_score_c'] === 12.0, 'the batch\'s scores');
    same(0, preg_match('/network|social/', $scores['scvm_explain_c']), $scores['scvm_explain_c']);
    contact('nobody');
    same('insufficient_data', save('nobody')['scvm_status_c'], 'a contact without data');
});

/** A place as a batch would store it. */
function place(array $more = [])
{
    return json_encode(array_replace_recursive([
        'equity' => ['answered' => 0, 'contacts' => 2, 'given_share' => 0.25, 'helped' => 0, 'influence_value' => 12.5, 'network_value' => 1, 'recommendations' => 0, 'referral_value' => 0],
        'network' => ['amplification' => 1.5, 'contributions' => 2, 'engaged_followers' => 0, 'followers' => 0, 'influence' => 0.125, 'participation' => 'heavy', 'reach' => 3, 'reactor_influence' => 0.5],
        'treatment' => ['action' => 'invite', 'status' => 'treated', 'value_tier' => 'basic'],
    ], $more), JSON_HEX_TAG | JSON_HEX_AMP);  // as the batch writes it
}

test('with the place that the batch stored, a save renews what rests on it, and leaves the place itself', function () {
    fresh(['model' => __DIR__ . '/planned.json']);
    usual_contact();
    scored_before('ada', ['scvm_place_c' => place()]);
    $scores = save('ada');
    $record = (new ScvmHistory(db(), ScvmSettings::all()))->record(new ScvmContact(BeanFactory::getBean('Contacts', 'ada')), gmdate('Y-m-d'), 'UTC', new Scvm\Consent())->read();
    $card = engine()->score($record + json_decode(place(), true));
    $lifetimeValue = $card['value']['lifetime_value'];
    holds(abs($lifetimeValue * 0.75 + 12.5 - $scores['scvm_network_value_c']) < 1e-5, 'three quarters of the own value, and what was credited');
    holds(abs($card['network']['social_score'] - $scores['scvm_social_score_c']) < 1e-6 && (float) $scores['scvm_influence_c'] === 0.125, 'social score and influence');
    same('A & "B"', $scores['scvm_value_tier_c'], 'tier, with the characters that a page encodes');
    same(place(), $scores['scvm_place_c'], 'place');
    holds(strpos($scores['scvm_explain_c'], 'The network value is') > 0, $scores['scvm_explain_c']);
    invoice('ada', '2026-10-12', '-60');
    holds(save('ada')['scvm_network_value_c'] < $scores['scvm_network_value_c'], 'the next save renews it again');
    same([], $GLOBALS['log']->lines, 'log');
});

test('a tier is kept until the value falls below what it takes to stay, where model and mapping say so', function () {
    $plan = str_replace('"tiers": [', '"previous_tier": "before", "tiers": [', file_get_contents(__DIR__ . '/planned.json'));
    file_put_contents('kept.json', str_replace('"enter": 20, "stay": 20', '"enter": 1000, "stay": 20', $plan));
    foreach (['scvm_value_tier_c' => 'A & "B"', 'lead_source' => 'basic'] as $column => $expected) {
        fresh(['model' => 'kept.json'] + mapped(['attributes' => ['before' => $column]]));
        usual_contact();
        scored_before('ada', ['scvm_place_c' => place(['treatment' => ['value_tier' => 'A & "B"']]), 'scvm_value_tier_c' => 'A & "B"']);
        same($expected, save('ada')['scvm_value_tier_c'], $column);
        same($expected, save('ada')['scvm_value_tier_c'], "$column, again");
    }
    fresh(['model' => 'kept.json'] + mapped(['attributes' => ['before' => 'scvm_value_tier_c']]));
    usual_contact();
    scored_before('ada', ['scvm_place_c' => place(['equity' => ['influence_value' => 0]]), 'scvm_value_tier_c' => 'A & "B"']);
    same('basic', save('ada')['scvm_value_tier_c'], 'a value below');
});

test('who waits for an action\'s capacity waits until the batch, unless another action is due', function () {
    fresh(['model' => __DIR__ . '/planned.json']);
    usual_contact();
    insert('email_addresses', ['id' => 'e1', 'opt_out' => 0, 'confirm_opt_in' => 'confirmed-opt-in', 'confirm_opt_in_date' => '2026-01-01 00:00:00', 'deleted' => 0]);
    insert('email_addr_bean_rel', ['id' => 'l1', 'email_address_id' => 'e1', 'bean_id' => 'ada', 'bean_module' => 'Contacts', 'primary_address' => 1, 'deleted' => 0]);
    scored_before('ada', ['scvm_place_c' => place(['treatment' => ['status' => 'no_capacity']])]);
    same('', save('ada')['scvm_treatment_c'], 'waiting');
    response('ada', ['sat_overall' => '1', 'sat_service' => '1', 'att_recommend' => '0'], '2026-06-01 12:00:00');
    same('call', save('ada')['scvm_treatment_c'], 'an opponent now');
    db()->query("UPDATE email_addresses SET opt_out = 1, date_modified = '2026-09-01 00:00:00'", true);
    same('', save('ada')['scvm_treatment_c'], 'who opted out is not called');
});

test('an invalid place, or half a place, renews nothing and breaks no save', function () {
    foreach (['', 'nonsense', '[]', '{"network": 1}', '{"treatment": {"value_tier": "basic"}}', substr(place(), 0, 40)] as $stored) {
        fresh(['model' => __DIR__ . '/planned.json']);
        usual_contact();
        scored_before('ada', ['scvm_place_c' => $stored]);
        $scores = save('ada');
        same('scored', $scores['scvm_status_c'], $stored);
        holds((float) $scores['scvm_network_value_c'] === 77.0 && (float) $scores['scvm_social_score_c'] === 12.0, $stored);
        same(['gold', 'thank'], [$scores['scvm_value_tier_c'], $scores['scvm_treatment_c']], $stored);
        same(0, preg_match('/network value|treatment/', $scores['scvm_explain_c']), $scores['scvm_explain_c']);
    }
    breaks(['model' => __DIR__ . '/planned.json'], 'record.network."surprise": unknown key', 'error', null, place(['network' => ['surprise' => 1]]));
    breaks(['model' => __DIR__ . '/planned.json'], 'go together', 'error', null, place(['network' => ['reach' => null]]));
});

test('the hash of the input is that of the text that every language writes', function () {
    $record = [
        'id' => "o'brien", 'as_of' => '2026-11-21',
        'purchases' => [['time' => 1775088000, 'amount' => 52.0]],
        'answers' => [['item' => 'sat_overall', 'value' => 4.5, 'time' => null, 'wave' => 2], ['item' => 'Zufrieden?', 'value' => null, 'time' => 1772366400, 'wave' => 0]],
        'consents' => [['purpose' => 'scoring', 'state' => 'granted', 'time' => 0, 'evidence' => "^consent^,\t^contract^", 'source' => "a\\b\nc"]],
        'contracts' => [['end' => 1801353600]],
        'complaints' => [['kind' => 'complaint', 'opened' => 1772366400, 'answered' => 1772370000, 'channel' => 'phone', 'sentiment' => -1, 'topic' => 'delivery', 'case_id' => 'c7']],
        'network' => ['reach' => 3],
    ];
    // python/tests/command/test_fields.py has the same one.
    same('3743b90a5a9da4bd7833c89813257597214578c45a69933a82a7bd3701b403cc', Scvm\InputHash::of($record), 'hash');
    $numbers = ['5' => 5.0, '-99' => -99.0, '0.5' => 0.5, '0' => -1e-7, '429.75' => 429.75, '0.3' => 0.1 + 0.2, '1.000001' => 1.0000005, '1000000000000000' => 1e15, '120' => 120.0];
    foreach ($numbers as $text => $number) {
        same((string) $text, Scvm\Cells::shortest($number), 'number');
    }
});

test('a model that is silent on consent excludes whoever refused, as the batch does', function () {
    fresh(['model' => 'silent.json']);
    $model = str_replace('"consent": {"missing": "exclude"},', '', file_get_contents(__DIR__ . '/model.json'));
    file_put_contents('silent.json', "// rules\n$model");
    usual_contact('ada', ['lawful_basis' => '^legal_obligation^']);
    usual_contact('bob', ['lawful_basis' => '']);
    usual_contact('cy', ['lawful_basis' => '^consent^,^hearsay^']);
    same('consent_refused', save('ada')['scvm_reason_c'], 'refused');
    same('scored', save('bob')['scvm_status_c'], 'nothing said');
    same('consent_refused', save('cy')['scvm_reason_c'], 'a basis that nobody knows allows nothing');
    fresh(['model' => 'silent.json'] + mapped(['consent' => ['missing' => 'exclude', 'labels' => ['Zustimmung erteilt' => 'consent']]]));
    usual_contact('bob', ['lawful_basis' => '']);
    usual_contact('cy', ['lawful_basis' => '^Zustimmung erteilt^']);
    same('consent_missing', save('bob')['scvm_reason_c'], 'the mapping excludes');
    same('scored', save('cy')['scvm_status_c'], 'a label, however it is written');
});

test('any computed field can be set by hand, where there is a field for it', function () {
    fresh();
    usual_contact();
    $computed = save('ada');
    $contact = BeanFactory::getBean('Contacts', 'ada');
    $contact->scvm_satisfaction_override_c = '50';
    ScvmContactHook::score($contact);
    same('50', $contact->scvm_satisfaction_c, 'satisfaction');
    holds(strpos($contact->scvm_explain_c, "[override] satisfaction: computed 87.5\n") === 0, $contact->scvm_explain_c);
});

test('models and mappings may have comments, as the command scvm writes them', function () {
    fresh(['model' => 'commented.json', 'mapping' => 'commented-mapping.json']);
    usual_contact();
    $model = file_get_contents(__DIR__ . '/model.json');
    file_put_contents('commented.json', "// a model\n" . str_replace('"crm-test"', '"http://vendor/\\"model"  // its name' . "\n", $model));
    file_put_contents('commented-mapping.json', '{"suitecrm": {"items": {"//x": "y"}}, "model_version": "a // b"}  // done');
    same('scored', save('ada')['scvm_status_c'], 'status');
    same('a // b', scores('ada')['scvm_model_version_c'], 'version');
});

test('a card longer than the buffer comes whole', function () {
    fresh();
    $purchases = array_fill(0, 3000, ['time' => null, 'amount' => 1]);
    same(3000, count(card([], $purchases)['rejected']), 'rejected rows');
});

test('explanations are German where the mapping says so', function () {
    fresh(mapped([], ['language' => 'de', 'model_version' => '2026.11']));
    usual_contact();
    $scores = save('ada');
    holds(strpos($scores['scvm_explain_c'], 'Zufriedenheit') !== false, $scores['scvm_explain_c']);
    same('2026.11', $scores['scvm_model_version_c'], 'the vendor\'s own name of the model');
    usual_contact('bob', ['lawful_basis' => '^withdrawn^']);
    same('Nicht bewertet: die Einwilligung ist widerrufen.', save('bob')['scvm_explain_c'], 'who is excluded');
});

test('the job scores contacts that are new, stale or old, and nobody else', function () {
    fresh();
    foreach (['new', 'stale', 'old', 'recent', 'error', 'deleted'] as $id) {
        usual_contact($id, ['deleted' => $id === 'deleted' ? 1 : 0]);
        if ($id !== 'new') {
            scored_before($id);
        }
    }
    $today = gmdate('Y-m-d');
    db()->query("UPDATE contacts_cstm SET scvm_status_c = 'stale' WHERE id_c = 'stale'", true);
    db()->query("UPDATE contacts_cstm SET scvm_status_c = 'error' WHERE id_c = 'error'", true);
    db()->query("UPDATE contacts_cstm SET scvm_score_date_c = '$today' WHERE id_c = 'recent'", true);
    $recent = scores('recent');
    same(true, ScvmRescoring::run(), 'the job');
    foreach (['new', 'stale', 'old'] as $id) {
        same(['scored', $today], [scores($id)['scvm_status_c'], scores($id)['scvm_score_date_c']], $id);
        same('2025-12-01 10:00:00', db()->getOne("SELECT date_modified FROM contacts WHERE id = '$id'"), "$id: nobody changed it");
    }
    same($recent, scores('recent'), 'recent');
    same('error', scores('error')['scvm_status_c'], 'error');
    same('scored', scores('deleted')['scvm_status_c'], 'deleted');
    same('old', scores('deleted')['scvm_model_version_c'], 'deleted');
    same([], $GLOBALS['log']->lines, 'log');
});

test('the job does no more contacts in a run than it may, and the rest in the next', function () {
    fresh(['rescore_limit' => 2]);
    foreach (['a', 'b', 'c'] as $id) {
        usual_contact($id);
    }
    ScvmRescoring::run();
    same('2', db()->getOne('SELECT COUNT(*) FROM contacts_cstm'), 'first run');
    ScvmRescoring::run();
    same('3', db()->getOne('SELECT COUNT(*) FROM contacts_cstm'), 'second run');
});

test('the job fails in the scheduler\'s log where the library or the model does not work', function () {
    fresh(['model' => 'no-model.json']);
    same(false, ScvmRescoring::run(), 'the job');
    same(1, count($GLOBALS['log']->at('fatal')), 'log');
});

function dashlet($language = 'en_us')
{
    require_once 'custom/modules/Home/Dashlets/ScvmPortfolioDashlet/ScvmPortfolioDashlet.php';
    $GLOBALS['current_language'] = $language;
    $app_list_strings = [];
    include "custom/Extension/application/Ext/Language/$language.scvm.php";
    $GLOBALS['app_list_strings'] = $app_list_strings;
    return (new ScvmPortfolioDashlet('d1', []))->display();
}

test('the dashlet shows the groups with the library\'s intervals, the sums and the most valuable contacts', function () {
    fresh();
    foreach (['a', 'b', 'c'] as $id) {
        usual_contact($id, ['first_name' => 'Ada', 'last_name' => strtoupper($id)]);
        save($id);
    }
    db()->query("UPDATE contacts_cstm SET scvm_segment_override_c = 'opponent', scvm_lifetime_value_c = 10.5 WHERE id_c = 'c'", true);
    db()->query("UPDATE contacts_cstm SET scvm_lifetime_value_c = 20.25 WHERE id_c IN ('a', 'b')", true);
    db()->query("UPDATE contacts_cstm SET scvm_value_tier_c = 'gold', scvm_treatment_c = CASE WHEN id_c = 'a' THEN 'call' ELSE 'invite' END", true);
    contact('unscored');
    contact('excluded');
    scored_before('excluded', ['scvm_status_c' => 'excluded', 'scvm_lifetime_value_c' => null, 'scvm_satisfaction_c' => null, 'scvm_segment_override_c' => 'fan']);
    $html = dashlet();
    $interval = engine()->call('wilson_interval', ['k' => 2, 'n' => 3]);
    $share = sprintf('66.7 %% (%.1f to %.1f)', 100 * $interval['low'], 100 * $interval['high']);
    holds(strpos($html, "Satisfied, closely attached</td><td>2</td><td>$share</td><td>0</td><td>40.50 EUR</td>") > 0, $html);
    holds(strpos($html, 'Dissatisfied, not bound</td><td>1</td><td>33.3 %') > 0, 'the group set by hand');
    holds(strpos($html, '3 contacts with a group') > 0, 'the n');
    same(3, substr_count($html, '<circle'), 'dots');
    same(5, preg_match_all('/<th [^>]*color:#222222;background:#ffffff/', $html), 'heads that a theme does not make white on white');
    holds(strpos($html, 'Ada A</a>: 20.25 EUR') > 0, 'most valuable');
    holds(strpos($html, 'scored: 3') > 0 && strpos($html, 'not scored yet: 1') > 0, 'status');
    holds(strpos($html, '<p>Value tiers: gold: 3</p><p>Treatments: invite: 2 · call: 1</p>') > 0, $html);
    holds(strpos(dashlet('de_DE'), 'Zufrieden, eng verbunden') > 0 && strpos(dashlet('de_DE'), 'Maßnahmen: invite: 2') > 0, 'German');
    file_put_contents('dashlet.html', $html);
});

test('names, ids and currencies with HTML stay text in the dashlet, and are encoded once', function () {
    fresh();
    $id = '"><script>alert(1)</script>';
    usual_contact($id);
    save($id);
    db()->query("UPDATE contacts SET first_name = '<img src=x onerror=alert(1)>', last_name = 'O''Brien & Sons'", true);  // a save takes tags away
    db()->query("UPDATE contacts_cstm SET scvm_currency_c = '<b>EUR', scvm_treatment_c = '<b>call</b>'", true);
    $html = dashlet();
    foreach (['<script', '<img', '<b>'] as $tag) {
        same(false, strpos($html, $tag), $tag);
    }
    holds(strpos($html, '&lt;img src=x onerror=alert(1)&gt; O&#039;Brien &amp; Sons</a>') > 0, $html);
    holds(strpos($html, 'record=%22%3E%3Cscript') > 0, 'the link');
    file_put_contents('dashlet-hostile.html', $html);
});

test('the dashlet shows nothing to whom the contacts are closed', function () {
    fresh();
    usual_contact();
    save('ada');
    ACLController::$allowed = false;
    same('', dashlet(), 'html');
});

test('the dashlet shows the counts without the library, and a sentence without the database', function () {
    fresh(['library' => '/nowhere/libscvm.so']);
    usual_contact();
    scored_before('ada', ['scvm_segment_override_c' => 'opponent']);
    $html = dashlet();
    holds(strpos($html, 'Dissatisfied, not bound</td><td>1</td><td></td><td>1</td>') > 0, $html);
    db()->query('ALTER TABLE contacts_cstm RENAME TO elsewhere', true);
    try {
        same('The portfolio cannot be shown; the log says why.', dashlet(), 'html');
        same(1, count($GLOBALS['log']->at('fatal')), 'log');
    } finally {
        db()->query('ALTER TABLE elsewhere RENAME TO contacts_cstm', true);
    }
});

finish('hook, job and dashlet');
