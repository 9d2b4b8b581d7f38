<?php
require_once __DIR__ . '/Cells.php';

/**
 * What SuiteCRM knows of one contact, as a record for libscvm (docs/records.md): the same rows that the command `scvm`
 * reads for the batch.
 *
 * Every table and link table is read with deleted = 0, every id goes in quoted by the database layer, and money is in
 * the system's own currency: amounts in several currencies do not add up.
 */
class ScvmHistory
{
    // lawful_basis_dom of SuiteCRM; any other word is a label that the mapping explains, or means a refusal.
    private static $known = [
        'consent', 'contract', 'legal_obligation', 'protection_of_interest', 'public_interest', 'legitimate_interest', 'withdrawn',
    ];
    private static $flat;  // whether there is a table survey_answers

    private $db;
    private $settings;
    private $unread = [];
    private $zone = 'UTC';

    public function __construct($db, array $settings)
    {
        $this->db = $db;
        $this->settings = $settings;
    }

    /**
     * The rows that can be read; `unread` afterwards holds the others. Times are whole seconds since 1970-01-01 UTC. `zone` is
     * the model's: where the customers live, whose days the days are.
     */
    public function record($contact, $as_of, $zone = 'UTC')
    {
        $this->zone = $zone;
        $id = self::id($contact);
        $this->unread = ['answers' => [], 'purchases' => []];
        return [
            'id' => $id,
            'as_of' => $as_of,
            'consents' => array_merge($this->consents($contact), $this->optOuts($id)),
            'answers' => array_merge($this->answers($id), $this->flatAnswers($id)),
            'purchases' => array_merge($this->invoices($id), $this->opportunities($id)),
        ];
    }

    /** The record with rows of the contact that the CRM does not hold. */
    public static function with(array $record, array $beside)
    {
        foreach ($beside as $table => $rows) {
            $record["$table"] = array_merge(isset($record["$table"]) ? $record["$table"] : [], $rows);
        }
        return $record;
    }

    /** The record with the rows that cannot be read: the library says of each of them why. */
    public function whole(array $record)
    {
        foreach ($this->unread as $table => $rows) {
            $record["$table"] = array_merge($rows, $record["$table"]);
        }
        foreach ($record['consents'] as &$row) {  // since ever
            $row['time'] = $row['time'] === 0 ? null : $row['time'];
        }
        return $record;
    }

    /** A contact's id; beans are encoded for HTML. */
    public static function id($contact)
    {
        return html_entity_decode((string) $contact->id, ENT_QUOTES, 'UTF-8');
    }

    /** Whether the contact was erased with `scvm erase`: then only the hash of his id is left, so that nobody scores him again. */
    public function erased($id)
    {
        if (!$this->db->tableExists('scvm_erased')) {
            return false;
        }
        return (bool) $this->rows('SELECT id_hash FROM scvm_erased WHERE id_hash = ' . $this->db->quoted(hash('sha256', $id)));
    }

    /** granted, refused or withdrawn, by the legal bases of a contact; null where there is none. */
    public static function consent($contact, array $rule)
    {
        $bases = self::bases($contact, $rule);
        if (array_intersect($bases, self::words($rule['deny']))) {
            return 'withdrawn';
        }
        $allowed = self::words($rule['allow']);
        if (!$bases || array_diff($bases, $allowed, self::$known)) {  // a word that nobody knows allows nothing
            return $bases ? 'refused' : null;
        }
        return array_intersect($bases, $allowed) ? 'granted' : 'refused';
    }

    /** "^consent^,^contract^" as it is stored; a form sends a list. */
    private static function stored($contact)
    {
        $field = isset($contact->lawful_basis) ? $contact->lawful_basis : '';
        $field = is_array($field) ? ($field ? '^' . implode('^,^', $field) . '^' : '') : $field;
        return ScvmCells::text(ScvmCells::plain($field));
    }

    private static function bases($contact, array $rule)
    {
        $labels = array_combine(self::words(array_keys($rule['labels'])), self::words($rule['labels']));
        $bases = [];
        foreach (self::words(preg_split('/[,;|]/', str_replace('^', '', (string) self::stored($contact)))) as $word) {
            if ($word !== '') {
                $bases[] = isset($labels["$word"]) ? $labels["$word"] : $word;
            }
        }
        return $bases;
    }

    private static function words(array $labels)
    {
        $words = [];
        foreach ($labels as $label) {
            $lower = function_exists('mb_strtolower') ? mb_strtolower(trim($label), 'UTF-8') : strtolower(trim($label));
            $words[] = preg_replace('/[\s_-]+/', '_', $lower);
        }
        return $words;
    }

    private function consents($contact)
    {
        $rule = $this->settings['consent'];
        $state = self::consent($contact, $rule);
        if ($state === null) {
            return [];
        }
        // A basis without a date, or one that nobody knows, holds since the beginning of time.
        $bases = self::bases($contact, $rule);
        $unknown = $state === 'refused' && array_diff($bases, self::words($rule['allow']), self::$known);
        if ($unknown && count($bases) === 1) {  // no basis: perhaps a word of a form, such as opt-in, which the library knows
            list($state, $unknown) = [$bases[0], false];
        }
        $time = $unknown || empty($contact->date_reviewed) ? 0 : ScvmCells::seconds($contact->date_reviewed, $this->zone);
        if ($time === false) {  // what cannot be read is no grant
            list($state, $time) = [$state === 'withdrawn' ? $state : 'refused', 0];
        }
        $source = isset($contact->lawful_basis_source) ? ScvmCells::plain($contact->lawful_basis_source) : null;
        $rows = [];
        foreach ($state === 'withdrawn' ? ['*'] : $rule['purposes'] as $purpose) {
            $rows[] = ['purpose' => $purpose, 'state' => $state, 'time' => $time, 'evidence' => self::stored($contact), 'source' => ScvmCells::text($source)];
        }
        return $rows;
    }

    /** Consent to be contacted hangs on the e-mail address: opt_out withdraws it, a confirmed opt-in grants it. */
    private function optOuts($id)
    {
        $rows = [];
        foreach ($this->rows("
            SELECT a.*
            FROM email_addr_bean_rel l JOIN email_addresses a ON a.id = l.email_address_id AND a.deleted = 0
            WHERE l.bean_id = " . $this->db->quoted($id) . " AND l.bean_module = 'Contacts' AND l.deleted = 0 AND l.primary_address = 1") as $row) {
            $confirmed = isset($row['confirm_opt_in']) ? $row['confirm_opt_in'] : '';
            if (ScvmCells::yes($row['opt_out'])) {
                $consent = ['state' => 'withdrawn', 'evidence' => 'opt_out', 'time' => ScvmCells::seconds($row['date_modified'], $this->zone)];
            } elseif ($confirmed === 'confirmed-opt-in') {
                $consent = ['state' => 'granted', 'evidence' => $confirmed, 'time' => ScvmCells::seconds($row['confirm_opt_in_date'], $this->zone)];
            } else {
                continue;
            }
            if ($consent['time'] === false && $consent['state'] === 'granted') {
                $consent['state'] = 'withdrawn';  // what cannot be read is no grant; an opt-out counts whatever its day
            }
            $rows[] = ['time' => (int) $consent['time'], 'purpose' => 'contact', 'source' => 'e-mail'] + $consent;
        }
        return $rows;
    }

    private function answers($id)
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
        $answers = [];
        $numbers = $this->numbersOfOptions($rows);
        foreach ($rows as $row) {
            $time = ScvmCells::seconds($row['date_entered'], $this->zone);
            $wave = $this->settings['waves'] === 'response' && is_int($time) ? intdiv($time, 86400) : 0;
            $this->addAnswer($answers, $this->item($row), self::value($row, $numbers), $time, $wave, $row['answer']);
        }
        return $answers;
    }

    /** Answers that were imported from a survey tool, one row an answer. */
    private function flatAnswers($id)
    {
        if (self::$flat === null) {
            self::$flat = $this->db->tableExists('survey_answers');
        }
        $answers = [];
        foreach (self::$flat ? $this->rows('SELECT * FROM survey_answers WHERE contact_id = ' . $this->db->quoted($id) . ' ORDER BY id') : [] as $row) {
            $wave = ScvmCells::number(isset($row['wave']) ? $row['wave'] : null);
            if (empty($row['deleted']) && $wave !== false && (float) $wave === floor((float) $wave)) {
                $time = ScvmCells::seconds(isset($row['date_answered']) ? $row['date_answered'] : null, $this->zone);
                $this->addAnswer($answers, $row['item'], ScvmCells::number($row['answer']), $time, (int) $wave, $row['answer']);
            }
        }
        return $answers;
    }

    private function addAnswer(array &$answers, $item, $value, $time, $wave, $said)
    {
        if ($value === false || $time === false) {
            $this->unread['answers'][] = ['item' => $item, 'value' => $value === false ? (string) $said : $value, 'time' => $time === false ? '' : $time,];
        } else {
            $answers[] = ['item' => $item, 'value' => $value, 'time' => $time, 'wave' => $wave,];
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
            return $row['answer_bool'] === null ? null : (float) ScvmCells::yes($row['answer_bool']);
        }
        if ($row['type'] === 'Radio' || $row['type'] === 'Dropdown') {
            return isset($numbers["{$row['option_id']}"]) ? $numbers["{$row['option_id']}"] : null;
        }
        return ScvmCells::number($row['answer']);
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
            $options["{$row['survey_question_id']}"]["{$row['id']}"] = $row;
        }
        $numbers = [];
        foreach ($options as $of_question) {
            $numbers += self::counted($of_question);
        }
        return $numbers;
    }

    /**
     * One rule for all options of a question: the numbers with which their texts begin, where more than half begin with one and no
     * two with the same ("1 - poor", "2", "3 - great"; one without is then no answer); else their places.
     */
    private static function counted(array $options)
    {
        $said = [];
        foreach ($options as $id => $option) {
            $number = self::leading($option['name']);
            if ($number !== null) {
                $said["$id"] = $number;
            }
        }
        if (2 * count($said) > count($options) && count(array_unique($said)) === count($said)) {
            return $said;
        }
        foreach ($options as $id => $option) {
            $said["$id"] = ScvmCells::number($option['sort_order']);
        }
        return $said;
    }

    /** "1 - poor" begins with 1; "1st", "1/5" and "1 - 2 times" begin with no number of their own. */
    private static function leading($text)
    {
        $between = '[-\x{2013}\x{2014} \t\x{a0}:=.,)\/|+*%]';
        $pattern = "/^([+-]?[0-9]+(?:[.,][0-9]+)?)(?:$|$between+(?!$between|[0-9]))/Du";
        return preg_match($pattern, (string) ScvmCells::text($text), $found) ? (float) str_replace(',', '.', $found[1]) : null;
    }

    private function invoices($id)
    {
        $options = $this->settings['invoices'];
        if ($options === false) {
            return [];
        }
        return $this->purchases("
            SELECT invoice_date AS day,
                   CASE WHEN COALESCE(currency_id, '') IN ('', '-99') THEN total_amount ELSE total_amount_usdollar END AS amount
            FROM aos_invoices
            WHERE billing_contact_id = " . $this->db->quoted($id) . " AND deleted = 0
              AND status IN (" . $this->texts(isset($options['status']) ? $options['status'] : ['Paid']) . ")
            ORDER BY invoice_date, id");
    }

    /** Won opportunities, each of them once: of several contacts, the first by id has it. */
    private function opportunities($id)
    {
        $options = $this->settings['opportunities'];
        if ($options === false) {
            return [];
        }
        return $this->purchases("
            SELECT o.date_closed AS day,
                   CASE WHEN COALESCE(o.currency_id, '') IN ('', '-99') THEN o.amount ELSE o.amount_usdollar END AS amount
            FROM opportunities o
            WHERE o.deleted = 0
              AND o.sales_stage IN (" . $this->texts(isset($options['sales_stage']) ? $options['sales_stage'] : ['Closed Won']) . ")
              AND o.id IN (SELECT opportunity_id FROM opportunities_contacts WHERE contact_id = " . $this->db->quoted($id) . " AND deleted = 0)
              AND (SELECT MIN(f.contact_id) FROM opportunities_contacts f WHERE f.opportunity_id = o.id AND f.deleted = 0) = " . $this->db->quoted($id) . "
            ORDER BY o.date_closed, o.id");
    }

    private function purchases($sql)
    {
        $purchases = [];
        foreach ($this->rows($sql) as $row) {
            $purchase = ['time' => ScvmCells::seconds($row['day'], $this->zone), 'amount' => ScvmCells::number($row['amount'])];
            if (is_int($purchase['time']) && is_float($purchase['amount'])) {
                $purchases[] = $purchase;
            } else {
                $this->unread['purchases'][] = ['time' => $row['day'], 'amount' => $purchase['amount'] === false ? $row['amount'] : $purchase['amount']];
            }
        }
        return $purchases;
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
            throw new ScvmError('the database refused a query: ' . trim((string) $this->db->lastError()));
        }
        $rows = [];
        while ($row = $this->db->fetchByAssoc($result, false)) {
            $rows[] = $row;
        }
        return $rows;
    }
}
