<?php
/** What SuiteCRM's own uninstalling leaves behind; it takes away files, hooks, custom fields and what the manifest names. */
class ScvmRemoval
{
    const TABLES = ['scvm_score_history', 'scvm_runs', 'scvm_erased'];  // the command `scvm` made them
    const JOB = 'function::scvm_rescore';

    private $installer;
    private $db;

    public function __construct($installer)
    {
        $this->installer = $installer;
        $this->db = DBManagerFactory::getInstance();
    }

    /** Fields and scores stay, and with them their labels, lists and decimals. The job goes. */
    public function keepReadable()
    {
        unset($this->installer->installdefs['language'], $this->installer->installdefs['vardefs']);
        $this->run("UPDATE schedulers SET deleted = 1 WHERE job = " . $this->db->quoted(self::JOB));
    }

    /** Nothing stays: no score, no history, no trail of changes, no place in a layout. */
    public function removeAll()
    {
        $fields = array_column($this->installer->installdefs['custom_fields'], 'name');
        foreach (['detailview', 'editview', 'quickcreate'] as $view) {
            $this->outOfGrid($view, $fields);
        }
        foreach (['listview', 'basic_search', 'advanced_search', 'popuplist', 'popupsearch'] as $view) {
            $this->outOfList($view, $fields);
        }
        $this->overrides($fields);
        foreach (self::TABLES as $table) {
            if ($this->db->tableExists($table)) {
                $this->run("DROP TABLE $table");
            }
        }
        if ($this->db->tableExists('contacts_audit')) {
            $this->run("DELETE FROM contacts_audit WHERE field_name LIKE 'scvm!_%' ESCAPE '!'");
        }
        $this->run("DELETE FROM job_queue WHERE target = " . $this->db->quoted(self::JOB));
        $this->run("DELETE FROM schedulers WHERE job = " . $this->db->quoted(self::JOB));
        $this->run("DELETE FROM config WHERE category = 'scvm'");
    }

    /** Studio's own parsers write the layouts; a view that nobody has changed is SuiteCRM's, and has no field of ours. */
    private function outOfGrid($view, array $fields)
    {
        require_once 'modules/ModuleBuilder/parsers/ParserFactory.php';
        $parser = ParserFactory::getParser($view, 'Contacts');
        $changed = false;
        foreach ($parser->_viewdefs['panels'] as $panel => $rows) {
            foreach ($rows as $number => $row) {
                $kept = $had = [];
                foreach ($row as $cell) {
                    $name = is_array($cell) ? (isset($cell['name']) ? $cell['name'] : '') : (string) $cell;
                    if (in_array($name, $fields, true)) {
                        $had[] = $name;
                    } elseif ($name !== '' && $name !== '(filler)' && $name !== '(empty)') {
                        $kept[] = $cell;
                    }
                }
                if ($had && $kept) {
                    $parser->_viewdefs['panels']["$panel"]["$number"] = $kept;
                } elseif ($had) {
                    unset($parser->_viewdefs['panels']["$panel"]["$number"]);
                }
                $changed = $changed || $had;
            }
            if (!$parser->_viewdefs['panels']["$panel"]) {
                unset($parser->_viewdefs['panels']["$panel"]);
            }
        }
        if ($changed) {
            $parser->handleSave(false);
        }
    }

    private function outOfList($view, array $fields)
    {
        require_once 'modules/ModuleBuilder/parsers/ParserFactory.php';
        $parser = ParserFactory::getParser($view, 'Contacts');
        $changed = false;
        foreach ($fields as $field) {
            foreach ([$field, strtoupper($field),] as $name) {
                if (isset($parser->_viewdefs["$name"])) {
                    unset($parser->_viewdefs["$name"]);
                    $changed = true;
                }
            }
        }
        if ($changed) {
            $parser->handleSave(false);
        }
    }

    /** SuiteCRM writes a file of overrides for each custom field, and forgets it where it deletes the field. */
    private function overrides(array $fields)
    {
        $files = [];
        foreach ($fields as $field) {
            $files[] = ['name' => "_override_sugarfield_$field", 'to_module' => 'Contacts'];
        }
        $this->installer->installdefs['scvm_overrides'] = $files;
        $this->installer->uninstallExt('scvm_overrides', 'Vardefs');
    }

    private function run($sql)
    {
        $this->db->query($sql, true);
    }
}
