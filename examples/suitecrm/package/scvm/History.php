<?php
use Scvm\Cells;
use Scvm\Consent;
use Scvm\EngineError;
use Scvm\Options;
use Scvm\Record;

/**
 * What SuiteCRM knows of one contact, as a record (docs/records.md): the same rows that the command `scvm` reads for the batch.
 *
 * Every table and link table is read with deleted = 0, every id goes in quoted by the database layer, and money is in
 * the system's own currency: amounts in several currencies do not add up.
 */
class ScvmHistory
{
    private static $flat;  // whether there is a table survey_answers

    private $db;
    private $settings;

    public function __construct($db, array $settings)
    {
        $this->db = $db;
        $this->settings = $settings;
    }

    public function record(ScvmContact $contact, string $as_of, string $zone, Consent $consent): Record
    {
        $id = $contact->id();
        $record = new Record($id, $as_of, $zone);
        $record->addConsents($consent->rows($contact->lawfulBasis(), $contact->own('date_reviewed'), $zone, $contact->own('lawful_basis_source')));
        $this->addOptOuts($record, $id, $consent);
        $this->addAnswers($record, $id);
        $this->addFlatAnswers($record, $id);
        $this->addInvoices($record, $id);
        $this->addOpportunities($record, $id);
        return $record;
    }

    /** Whether the contact was erased with `scvm erase`: then only the hash of his id is left, so that nobody scores him again. */
    public function erased($id)
    {
        if (!$this->db->tableExists('scvm_erased')) {
            return false;
        }
        return (bool) $this->rows('SELECT id_hash FROM scvm_erased WHERE id_hash = ' . $this->db->quoted(hash('sha256', $id)));
    }

    /** Consent to be contacted hangs on the e-mail address: opt_out withdraws it, a confirmed opt-in grants it. */
    private function addOptOuts(Record $record, string $id, Consent $consent): void
    {
        $rows = [];
        foreach ($this->rows("
            SELECT a.*
            FROM email_addr_bean_rel l JOIN email_addresses a ON a.id = l.email_address_id AND a.deleted = 0
            WHERE l.bean_id = " . $this->db->quoted($id) . " AND l.bean_module = 'Contacts' AND l.deleted = 0 AND l.primary_address = 1") as $row) {
            $confirmed = isset($row['confirm_opt_in']) ? $row['confirm_opt_in'] : '';
            if (Cells::yes($row['opt_out'])) {
                $rows[] = $consent->rowOfContact('withdrawn', $row['date_modified'], $record->zone(), 'opt_out', 'e-mail');
            } elseif ($confirmed === 'confirmed-opt-in') {
                $rows[] = $consent->rowOfContact('granted', $row['confirm_opt_in_date'], $record->zone(), $confirmed, 'e-mail');
            }
        }
        $record->addConsents($rows);
    }

    private function addAnswers(Record $record, string $id): void
    {
        $rows = $this->rows("
            SELECT r.date_entered, q.id AS question_id, q.name AS question, q.type, a.answer, a.answer_bool, o.id AS option_id, o.name AS chosen
            FROM surveyresponses r
            JOIN surveyquestionresponses a ON a.surveyresponse_id = r.id AND a.deleted = 0
            JOIN surveyquestions q ON q.id = a.surveyquestion_id AND q.deleted = 0
            JOIN surveys s ON s.id = q.survey_id AND s.deleted = 0
            LEFT JOIN (SELECT l.surveyq10d4sponses_idb AS answer_id, MIN(l.surveyq72c7options_ida) AS option_id
                       FROM surveyquestionoptions_surveyquestionresponses l
                       JOIN surveyquestionresponses la ON la.id = l.surveyq10d4sponses_idb
                       JOIN surveyresponses lr ON lr.id = la.surveyresponse_id AND lr.contact_id = " . $this->db->quoted($id) . "
                       WHERE l.deleted = 0
                       GROUP BY l.surveyq10d4sponses_idb) c ON c.answer_id = a.id
            LEFT JOIN surveyquestionoptions o ON o.id = c.option_id AND o.deleted = 0
            WHERE r.contact_id = " . $this->db->quoted($id) . " AND r.deleted = 0
              AND q.type IN ('Rating', 'Scale', 'Radio', 'Dropdown', 'Matrix', 'Checkbox')
            ORDER BY r.date_entered, r.id, q.id, a.id");
        $numbers = $this->numbersOfOptions($rows);
        foreach ($rows as $row) {
            $time = Cells::seconds($row['date_entered'], $record->zone());
            $wave = $this->settings['waves'] === 'response' && is_int($time) ? intdiv($time, 86400) : 0;
            $record->addAnswer($this->item($row), self::value($row, $numbers), $row['date_entered'], $wave, $row['answer']);
        }
    }

    /** Answers that were imported from a survey tool, one row an answer. */
    private function addFlatAnswers(Record $record, string $id): void
    {
        if (self::$flat === null) {
            self::$flat = $this->db->tableExists('survey_answers');
        }
        foreach (self::$flat ? $this->rows('SELECT * FROM survey_answers WHERE contact_id = ' . $this->db->quoted($id) . ' ORDER BY id') : [] as $row) {
            $wave = Cells::number(isset($row['wave']) ? $row['wave'] : null);
            if (empty($row['deleted']) && $wave !== false && (float) $wave === floor((float) $wave)) {
                $record->addAnswer((string) $row['item'], Cells::number($row['answer']), isset($row['date_answered']) ? $row['date_answered'] : null, (int) $wave, $row['answer']);
            }
        }
    }

    private function item(array $row)
    {
        $name = $row['type'] === 'Matrix' && (string) $row['chosen'] !== '' ? $row['question'] . '/' . $row['chosen'] : $row['question'];
        foreach ([$name, $row['question_id'], $row['question']] as $key) {
            if (isset($this->settings['items']["$key"])) {
                return $this->settings['items']["$key"];
            }
        }
        return $name;
    }

    /** The number that was answered; null for none, false for what is no number. */
    private static function value(array $row, array $numbers)
    {
        if ($row['type'] === 'Checkbox') {
            return $row['answer_bool'] === null ? null : (float) Cells::yes($row['answer_bool']);
        }
        if ($row['type'] === 'Radio' || $row['type'] === 'Dropdown') {
            return isset($numbers["{$row['option_id']}"]) ? $numbers["{$row['option_id']}"] : null;
        }
        return Cells::number($row['answer']);
    }

    /** What each option of the questions that were answered counts. */
    private function numbersOfOptions(array $rows)
    {
        $questions = [];
        foreach ($rows as $row) {
            if ($row['type'] === 'Radio' || $row['type'] === 'Dropdown') {
                $questions[] = $row['question_id'];
            }
        }
        $options = [];
        foreach ($questions ? $this->rows('SELECT id, survey_question_id, name, sort_order FROM surveyquestionoptions
            WHERE deleted = 0 AND survey_question_id IN (' . $this->texts(array_unique($questions)) . ')') : [] as $row) {
            $options["{$row['survey_question_id']}"][] = $row;
        }
        $numbers = [];
        foreach ($options as $of_question) {
            $numbers += Options::numbers(array_column($of_question, 'name', 'id'), array_column($of_question, 'sort_order', 'id'));
        }
        return $numbers;
    }

    private function addInvoices(Record $record, string $id): void
    {
        $options = $this->settings['invoices'];
        if ($options === false) {
            return;
        }
        $this->addPurchases($record, "
            SELECT invoice_date AS day,
                   CASE WHEN COALESCE(currency_id, '') IN ('', '-99') THEN total_amount ELSE total_amount_usdollar END AS amount
            FROM aos_invoices
            WHERE billing_contact_id = " . $this->db->quoted($id) . " AND deleted = 0
              AND status IN (" . $this->texts(isset($options['status']) ? $options['status'] : ['Paid']) . ")
            ORDER BY invoice_date, id");
    }

    /** Won opportunities, each of them once: of several contacts, the first by id has it. */
    private function addOpportunities(Record $record, string $id): void
    {
        $options = $this->settings['opportunities'];
        if ($options === false) {
            return;
        }
        $this->addPurchases($record, "
            SELECT o.date_closed AS day,
                   CASE WHEN COALESCE(o.currency_id, '') IN ('', '-99') THEN o.amount ELSE o.amount_usdollar END AS amount
            FROM opportunities o
            WHERE o.deleted = 0
              AND o.sales_stage IN (" . $this->texts(isset($options['sales_stage']) ? $options['sales_stage'] : ['Closed Won']) . ")
              AND o.id IN (SELECT opportunity_id FROM opportunities_contacts WHERE contact_id = " . $this->db->quoted($id) . " AND deleted = 0)
              AND (SELECT MIN(f.contact_id) FROM opportunities_contacts f WHERE f.opportunity_id = o.id AND f.deleted = 0) = " . $this->db->quoted($id) . "
            ORDER BY o.date_closed, o.id");
    }

    private function addPurchases(Record $record, string $sql): void
    {
        foreach ($this->rows($sql) as $row) {
            $record->addPurchase($row['day'], $row['amount']);
        }
    }

    private function texts(array $values)
    {
        $quoted = ['NULL'];  // never an empty list
        foreach ($values as $value) {
            $quoted[] = $this->db->quoted($value);
        }
        return implode(', ', $quoted);
    }

    // false: do not end the request on an error; and do not encode values for HTML, which is fetchByAssoc's default.
    private function rows($sql)
    {
        $result = $this->db->query($sql, false);
        if (!$result) {
            throw new EngineError('the database refused a query: ' . trim((string) $this->db->lastError()));
        }
        $rows = [];
        while ($row = $this->db->fetchByAssoc($result, false)) {
            $rows[] = $row;
        }
        return $rows;
    }
}
