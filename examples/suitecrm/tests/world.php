<?php
// A SuiteCRM in the current folder with the package installed, its tables empty. SCVM_TEST_PACKAGE is the unpacked zip.
require_once __DIR__ . '/suitecrm.php';
set_include_path(__DIR__ . PATH_SEPARATOR . get_include_path());

const TABLES = ['contacts', 'contacts_cstm', 'surveys', 'surveyresponses', 'surveyquestions', 'surveyquestionresponses', 'surveyquestionoptions',
    'surveyquestionoptions_surveyquestionresponses', 'aos_invoices', 'opportunities', 'opportunities_contacts', 'email_addresses', 'email_addr_bean_rel',
    'campaign_log', 'config'];

function db()
{
    return DBManagerFactory::getInstance();
}

function package()
{
    return getenv('SCVM_TEST_PACKAGE');
}

/** Empty tables, a fresh log, the settings of the tests. */
function fresh(array $settings = [])
{
    foreach (TABLES as $table) {
        db()->query("DELETE FROM $table", true);
    }
    insert('surveys', ['id' => 's1', 'name' => 'Satisfaction', 'deleted' => 0]);
    $GLOBALS['log'] = new TestLog();
    $GLOBALS['sugar_config'] = ['scvm' => $settings + ['library' => getenv('SCVM_LIBRARY'), 'model' => __DIR__ . '/model.json']];
    ACLController::$allowed = true;
}

function insert($table, array $row)
{
    $values = [];
    foreach ($row as $value) {
        $values[] = $value === null ? 'NULL' : db()->quoted($value);
    }
    db()->query("INSERT INTO $table (" . implode(', ', array_keys($row)) . ') VALUES (' . implode(', ', $values) . ')', true);
}

function contact($id, array $more = [])
{
    insert('contacts', $more + [
        'id' => $id, 'first_name' => 'Ada', 'last_name' => 'L.', 'lawful_basis' => '^consent^,^contract^', 'date_reviewed' => '2026-01-02',
        'date_entered' => '2025-12-01 10:00:00', 'date_modified' => '2025-12-01 10:00:00', 'deleted' => 0,
    ]);
}

function question($id, $type = 'Scale', $name = null, $survey = 's1')
{
    insert('surveyquestions', ['id' => $id, 'survey_id' => $survey, 'name' => $name ?: $id, 'type' => $type, 'deleted' => 0]);
}

/** The options of a question, in their places from 0 on, as SuiteCRM stores them. */
function options($question, array $texts)
{
    foreach ($texts as $place => $text) {
        insert('surveyquestionoptions', ['id' => "$question-$place", 'survey_question_id' => $question, 'name' => $text, 'sort_order' => $place, 'deleted' => 0]);
    }
}

/**
 * One response of a contact: ['question id' => 'answer'], for Radio and Dropdown the option's text, one of options(); for
 * Matrix ['option' => 'answer'].
 */
function response($contact, array $answers, $date = '2026-03-01 12:00:00', $deleted = 0)
{
    $response = create_guid();
    insert('surveyresponses', ['id' => $response, 'contact_id' => $contact, 'happiness' => -1, 'date_entered' => $date, 'deleted' => $deleted]);
    foreach ($answers as $question => $answer) {
        $type = db()->getOne('SELECT type FROM surveyquestions WHERE id = ' . db()->quoted($question));
        if ($type === 'Matrix') {
            foreach ($answer as $option => $number) {
                answer($response, $question, ['answer' => $number], $option);
            }
        } elseif ($type === 'Radio' || $type === 'Dropdown') {
            answer($response, $question, [], $answer);
        } else {
            answer($response, $question, [$type === 'Checkbox' ? 'answer_bool' : 'answer' => $answer]);
        }
    }
}

function response_of($contact)
{
    response($contact, []);
    return db()->getOne('SELECT id FROM surveyresponses');
}

function answer($response, $question, array $values, $option = null)
{
    $row = create_guid();
    insert('surveyquestionresponses', $values + ['id' => $row, 'surveyresponse_id' => $response, 'surveyquestion_id' => $question, 'deleted' => 0]);
    if ($option !== null) {
        $id = db()->getOne('SELECT id FROM surveyquestionoptions WHERE survey_question_id = ' . db()->quoted($question) . ' AND name = ' . db()->quoted($option));
        if ($id === false) {
            $id = create_guid();
            insert('surveyquestionoptions', ['id' => $id, 'survey_question_id' => $question, 'name' => $option, 'sort_order' => 0, 'deleted' => 0]);
        }
        insert('surveyquestionoptions_surveyquestionresponses',
            ['id' => create_guid(), 'surveyq72c7options_ida' => $id, 'surveyq10d4sponses_idb' => $row, 'deleted' => 0]);
    }
}

function invoice($contact, $day, $amount, array $more = [])
{
    insert('aos_invoices', $more + [
        'id' => create_guid(), 'billing_contact_id' => $contact, 'total_amount' => $amount, 'total_amount_usdollar' => $amount,
        'currency_id' => '-99', 'invoice_date' => $day, 'status' => 'Paid', 'deleted' => 0,
    ]);
}

/** A satisfied contact who bought twice. */
function usual_contact($id = 'ada', array $more = [])
{
    contact($id, $more);
    foreach (['sat_overall', 'sat_service', 'att_recommend', 'att_return'] as $item) {
        if (!db()->getOne("SELECT id FROM surveyquestions WHERE id = '$item'")) {
            question($item);
        }
    }
    response($id, ['sat_overall' => '5', 'sat_service' => '4', 'att_recommend' => '9']);
    invoice($id, '2026-04-02', '52.00');
    invoice($id, '2026-10-11', '66.00');
}

function save($id)
{
    $contact = BeanFactory::getBean('Contacts', $id);
    $contact->save();
    return scores($id);
}

function scores($id)
{
    return db()->row('SELECT * FROM contacts_cstm WHERE id_c = ' . db()->quoted($id));
}

/** The settings of a mapping file, as the command scvm reads it, too. */
function mapped(array $section, array $more = [])
{
    file_put_contents('mapping.json', json_encode($more + ['schema' => 'scvm-mapping/1', 'preset' => 'suitecrm', 'suitecrm' => $section]));
    return ['mapping' => 'mapping.json'];
}

/** The scores that a contact had before the save under test. */
function scored_before($id, array $more = [])
{
    insert('contacts_cstm', $more + [
        'id_c' => $id, 'scvm_status_c' => 'scored', 'scvm_reason_c' => '', 'scvm_segment_c' => 'captive', 'scvm_satisfaction_c' => '91',
        'scvm_attachment_c' => '92', 'scvm_revenue_c' => '1000', 'scvm_p_alive_c' => '0.5', 'scvm_expected_purchases_c' => '3', 'scvm_lifetime_value_c' => '123.45',
        'scvm_currency_c' => 'EUR', 'scvm_influence_c' => '0.1', 'scvm_social_score_c' => '12', 'scvm_network_value_c' => '77',
        'scvm_engagement_value_c' => '200', 'scvm_value_tier_c' => 'gold', 'scvm_treatment_c' => 'thank', 'scvm_score_date_c' => '2026-02-03',
        'scvm_model_version_c' => 'old', 'scvm_model_hash_c' => 'def', 'scvm_input_hash_c' => 'abc', 'scvm_explain_c' => 'because',
        'scvm_place_c' => null,
    ]);
}

/** Scores without the difference between NULL and an empty text: a save turns the one into the other. */
function plain(array $scores)
{
    return array_map('strval', $scores);
}

/** $before with only the status changed: what a failure may do. */
function only_status_changed(array $before, $status, array $after)
{
    $before['scvm_status_c'] = $status;
    $before['scvm_reason_c'] = $after['scvm_reason_c'];
    holds($after['scvm_reason_c'] !== '', 'there is a reason');
    same(plain($before), plain($after), 'scores after a failure');
}

function world()
{
    create_tables(db());
    $GLOBALS['log'] = new TestLog();
    (new TestInstaller())->install(package());
}
