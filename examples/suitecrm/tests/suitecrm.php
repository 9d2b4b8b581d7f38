<?php
/**
 * As much of SuiteCRM 7 as the package touches, with the behaviour that matters to it, on a real SQL database:
 * what a save does around before_save, how custom fields are written, how a package is installed.
 */
define('sugarEntry', true);

class DBManagerFactory
{
    private static $db;

    public static function getInstance()
    {
        return self::$db ?: self::$db = new TestDatabase(getenv('SCVM_TEST_DATABASE'));
    }
}

class TestResult
{
    public $rows;

    public function __construct($rows)
    {
        $this->rows = $rows;
    }
}

class TestDatabase
{
    public $queries = 0;
    public $dbType;
    public $throwsAt;  // a query with this text in it ends in an exception, as with mysqli since PHP 8.1
    private $pipes;
    private $process;
    private $mysql;
    private $error = '';

    public function __construct($url)
    {
        $this->mysql = strpos($url, 'mariadb:') === 0;
        $this->dbType = $this->mysql ? 'mysql' : 'sqlite';
        $command = ['/usr/bin/python3', __DIR__ . '/sql_bridge.py', $url];
        $this->process = proc_open($command, [['pipe', 'r'], ['pipe', 'w'], STDERR_OR_LOG()], $this->pipes);
    }

    public function query($sql, $dieOnError = false)
    {
        $this->queries++;
        if ($this->throwsAt !== null && strpos($sql, $this->throwsAt) !== false) {
            throw new RuntimeException("Server has gone\naway");
        }
        fwrite($this->pipes[0], base64_encode($sql) . "\n");
        $answer = json_decode(fgets($this->pipes[1]), true);
        if (isset($answer['error'])) {
            $this->error = $answer['error'];
            if ($dieOnError) {
                throw new LogicException('Database failure: ' . $answer['error'] . " in $sql");
            }
            return false;
        }
        return new TestResult($answer['rows']);
    }

    public function limitQuery($sql, $start, $count, $dieOnError = false)
    {
        return $this->query("$sql LIMIT $start, $count", $dieOnError);
    }

    public function fetchByAssoc($result, $encode = true)
    {
        $row = array_shift($result->rows);
        if ($row && $encode) {  // SuiteCRM's default
            foreach ($row as $name => $value) {
                $row[$name] = $value === null ? null : htmlspecialchars($value, ENT_QUOTES);
            }
        }
        return $row ?: false;
    }

    public function getOne($sql)
    {
        $row = $this->fetchByAssoc($this->query($sql, true), false);
        return $row ? reset($row) : false;
    }

    public function row($sql)
    {
        return $this->fetchByAssoc($this->query($sql, true), false);
    }

    /** SuiteCRM undoes the HTML encoding of its forms here, then escapes for SQL. */
    public function quote($text)
    {
        $text = html_entity_decode((string) $text, ENT_QUOTES);
        return $this->mysql ? addcslashes($text, "\\'\"\0\n\r\x1a") : str_replace(["'", "\0"], ["''", ''], $text);
    }

    public function quoted($text)
    {
        return "'" . $this->quote($text) . "'";
    }

    public function tableExists($name)
    {
        $catalogue = $this->mysql
            ? "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = '$name'"
            : "SELECT name FROM sqlite_master WHERE type = 'table' AND name = '$name'";
        return $this->getOne($catalogue) !== false;
    }

    public function lastError()
    {
        return $this->error;
    }
}

function STDERR_OR_LOG()
{
    return ['file', getenv('SCVM_TEST_LOG') ?: '/dev/null', 'a'];
}

/** SuiteCRM's log at its default level, fatal: whatever is less, nobody ever reads. */
class TestLog
{
    public $lines = [];

    public function __call($level, $arguments)
    {
        if ($level === 'fatal') {
            $this->lines[] = [$level, $arguments[0]];
        }
    }

    public function at($level)
    {
        $found = [];
        foreach ($this->lines as $line) {
            if ($line[0] === $level) {
                $found[] = $line[1];
            }
        }
        return $found;
    }
}

function sugar_file_get_contents($path)
{
    if (!file_exists($path)) {
        @touch($path);  // so does SuiteCRM
    }
    return @file_get_contents($path);
}

function create_guid()
{
    return bin2hex(random_bytes(4)) . '-0000-0000-0000-' . bin2hex(random_bytes(6));
}

class ACLController
{
    public static $allowed = true;

    public static function checkAccess($module, $action, $is_owner)
    {
        return self::$allowed;
    }
}

class BeanFactory
{
    public static function newBean($module)
    {
        return $module === 'Contacts' ? new Contact() : new Scheduler();
    }

    public static function getBean($module, $id)
    {
        return self::newBean($module)->retrieve($id);
    }
}

abstract class SugarBean
{
    public $id;
    public $deleted = 0;
    public $update_date_modified = true;
    public $update_modified_by = true;
    protected static $table;
    protected static $columns;

    protected function db()
    {
        return DBManagerFactory::getInstance();
    }

    protected function write()
    {
        $values = [];
        foreach (static::$columns as $column) {
            $value = isset($this->$column) ? $this->$column : null;
            $value = is_array($value) ? '^' . implode('^,^', $value) . '^' : $value;  // a multienum
            $is_time = strpos($column, 'date_') === 0;
            $value = $value === null ? null : html_entity_decode($value, ENT_QUOTES);  // a field of SuiteCRM's own is decoded twice
            $values[$column] = $value === null || ($is_time && $value === '') ? 'NULL' : $this->db()->quoted($value);
        }
        $table = static::$table;
        if ($this->db()->getOne("SELECT id FROM $table WHERE id = " . $this->db()->quoted($this->id)) === false) {
            $this->db()->query("INSERT INTO $table (" . implode(', ', array_keys($values)) . ') VALUES (' . implode(', ', $values) . ')', true);
            return;
        }
        $set = [];
        foreach ($values as $column => $value) {
            $set[] = "$column = $value";
        }
        $this->db()->query("UPDATE $table SET " . implode(', ', $set) . ' WHERE id = ' . $this->db()->quoted($this->id), true);
    }

    public function retrieve_by_string_fields(array $fields)
    {
        $where = ['deleted = 0'];
        foreach ($fields as $name => $value) {
            $where[] = "$name = " . $this->db()->quoted($value);
        }
        $row = $this->db()->row('SELECT * FROM ' . static::$table . ' WHERE ' . implode(' AND ', $where));
        return $row ? $this->fill($row) : null;
    }

    public function mark_deleted($id)
    {
        $this->db()->query('UPDATE ' . static::$table . ' SET deleted = 1 WHERE id = ' . $this->db()->quoted($id), true);
    }

    /** What is NULL in the database is an empty text in a bean, which the next save writes as one. */
    protected function fill(array $row)
    {
        foreach ($row as $name => $value) {
            $this->$name = $value === null ? '' : $value;
        }
        return $this;
    }
}

class Scheduler extends SugarBean
{
    public $name;
    public $job;
    public $date_time_start;
    public $job_interval;
    public $status;
    public $catch_up;
    protected static $table = 'schedulers';
    protected static $columns = ['id', 'name', 'job', 'date_time_start', 'job_interval', 'status', 'catch_up', 'deleted'];

    public function save()
    {
        $this->id = $this->id ?: create_guid();
        $this->write();
    }
}

#[AllowDynamicProperties]
class Contact extends SugarBean
{
    protected static $table = 'contacts';
    protected static $columns = [
        'id', 'first_name', 'last_name', 'lawful_basis', 'date_reviewed', 'lawful_basis_source', 'reports_to_id', 'date_entered', 'date_modified', 'deleted',
    ];

    public function retrieve($id)
    {
        $row = $this->encoded('SELECT * FROM contacts WHERE deleted = 0 AND id = ' . $this->db()->quoted($id));
        if (!$row) {
            return null;
        }
        $custom = $this->encoded('SELECT * FROM contacts_cstm WHERE id_c = ' . $this->db()->quoted($id));
        return $this->fill($row + ($custom ?: []));
    }

    // A bean that was retrieved holds its texts as a page would show them.
    private function encoded($sql)
    {
        return $this->db()->fetchByAssoc($this->db()->query($sql, true));
    }

    public function save($check_notify = false)
    {
        $isUpdate = !empty($this->id) && $this->db()->getOne('SELECT id FROM contacts WHERE id = ' . $this->db()->quoted($this->id)) !== false;
        $this->id = $this->id ?: create_guid();
        $this->clean();
        $hook_array = [];
        if (file_exists('custom/modules/Contacts/logic_hooks.php')) {
            include 'custom/modules/Contacts/logic_hooks.php';
        }
        foreach (isset($hook_array['before_save']) ? $hook_array['before_save'] : [] as $hook) {
            list(, , $file, $class, $function) = $hook;
            require_once $file;
            (new $class())->$function($this, 'before_save', ['check_notify' => $check_notify, 'isUpdate' => $isUpdate]);
        }
        if ($this->update_date_modified) {
            $this->date_modified = gmdate('Y-m-d H:i:s');
        }
        $this->write();
        $this->writeCustomFields();
        return $this->id;
    }

    /** Before the hooks, texts lose their tags, and are encoded for HTML once more than they were. */
    private function clean()
    {
        foreach (get_object_vars($this) as $name => $value) {
            $is_text = in_array($name, ['first_name', 'last_name', 'lawful_basis', 'lawful_basis_source'], true) || strpos($name, 'scvm_') === 0;
            if ($is_text && is_string($value) && $value !== '') {
                $this->$name = htmlentities(htmlspecialchars(strip_tags(html_entity_decode($value, ENT_QUOTES)), ENT_NOQUOTES), ENT_QUOTES);
            }
        }
    }

    /** A field whose value is null is left out of the statement; invalid numbers and dates become NULL. */
    private function writeCustomFields()
    {
        $set = [];
        $result = $this->db()->query("SELECT name, type FROM fields_meta_data WHERE custom_module = 'Contacts' AND deleted = 0", true);
        while ($field = $this->db()->fetchByAssoc($result, false)) {
            $name = $field['name'];
            if (!isset($this->$name)) {
                continue;
            }
            if ($field['type'] === 'decimal') {
                $set[$name] = is_numeric($this->$name) ? (string) $this->$name : 'NULL';
            } elseif ($field['type'] === 'date' && $this->$name === '') {
                $set[$name] = 'NULL';
            } else {
                $set[$name] = $this->db()->quoted($this->$name);
            }
        }
        if (!$set) {
            return;
        }
        $id = $this->db()->quoted($this->id);
        if ($this->db()->getOne("SELECT id_c FROM contacts_cstm WHERE id_c = $id") === false) {
            $this->db()->query('INSERT INTO contacts_cstm (id_c, ' . implode(', ', array_keys($set)) . ") VALUES ($id, " . implode(', ', $set) . ')', true);
            return;
        }
        $assignments = [];
        foreach ($set as $name => $value) {
            $assignments[] = "$name = $value";
        }
        $this->db()->query('UPDATE contacts_cstm SET ' . implode(', ', $assignments) . " WHERE id_c = $id", true);
    }

    public function get_list($order_by, $where, $row_offset, $limit, $max)
    {
        $result = $this->db()->limitQuery(
            "SELECT contacts.*, contacts_cstm.* FROM contacts LEFT JOIN contacts_cstm ON contacts.id = contacts_cstm.id_c
             WHERE ($where) AND contacts.deleted = 0 ORDER BY $order_by", $row_offset, $limit, true);
        $list = [];
        while ($row = $this->db()->fetchByAssoc($result)) {  // encoded for HTML, as SuiteCRM does it
            $list[] = (new Contact())->fill($row);
        }
        return ['list' => $list];
    }
}

/**
 * The steps of SuiteCRM's module loader for the keys that the package uses; any other key is an error here. The files of
 * `pre_execute`, `post_execute` and `pre_uninstall` are included once a request, within the installer; a file with one of four magic names in
 * scripts/ is included, and then the function of its name is called.
 */
class TestInstaller
{
    const KNOWN = ['id', 'copy', 'custom_fields', 'logic_hooks', 'scheduledefs', 'dashlets', 'language', 'vardefs', 'pre_execute', 'post_execute', 'pre_uninstall', 'post_uninstall'];

    public $base_dir;
    public $installdefs;
    public $version;

    public function install($package)
    {
        $this->load($package);
        $this->magic('pre_install');
        foreach ($this->installdefs['pre_execute'] as $each) {
            include $this->path($each);
        }
        foreach ($this->installdefs['copy'] as $each) {
            if (is_dir($each['to'])) {  // to be put back when this version is uninstalled
                $this->copy($each['to'], 'restore/' . $each['to']);
            }
            $this->copy($this->path($each['from']), $each['to']);
        }
        foreach ($this->installdefs['scheduledefs'] as $each) {
            $this->copy($this->path($each['from']), "custom/Extension/modules/Schedulers/Ext/ScheduledTasks/" . basename($each['from']));
        }
        foreach ($this->installdefs['language'] as $each) {
            $this->copy($this->path($each['from']), $this->language($each));
        }
        foreach ($this->installdefs['vardefs'] as $each) {
            $this->copy($this->path($each['from']), $this->vardefs($each));
        }
        foreach ($this->installdefs['dashlets'] as $each) {
            $this->copy($this->path($each['from']), "custom/modules/Home/Dashlets/{$each['name']}");
        }
        foreach ($this->installdefs['logic_hooks'] as $each) {
            $this->hook($each, true);
        }
        foreach ($this->installdefs['post_execute'] as $each) {
            include $this->path($each);
        }
        foreach ($this->installdefs['custom_fields'] as $each) {
            $this->addField($each);
        }
        $this->magic('post_install');
        $db = DBManagerFactory::getInstance();  // of versions before 1, none is known again
        $db->query("INSERT INTO upgrade_history VALUES ('" . create_guid() . "', '{$this->installdefs['id']}', '{$this->version}')", true);
    }

    public function uninstall($package, $removeTables = true)
    {
        $GLOBALS['mi_remove_tables'] = $removeTables;
        $this->load($package);
        $this->magic('pre_uninstall');
        foreach ($this->installdefs['pre_uninstall'] as $each) {
            include $this->path($each);
        }
        foreach ($this->installdefs['copy'] as $each) {
            $this->uninstall_new_files(['from' => $this->path($each['from']), 'to' => $each['to']], '');
            if (is_dir('restore/' . $each['to'])) {
                $this->copy('restore/' . $each['to'], $each['to']);
            }
        }
        $this->remove('restore');
        foreach ($this->installdefs['dashlets'] as $each) {
            $this->remove("custom/modules/Home/Dashlets/{$each['name']}");
        }
        foreach (isset($this->installdefs['language']) ? $this->installdefs['language'] : [] as $each) {
            $this->remove($this->language($each));
        }
        foreach (isset($this->installdefs['vardefs']) ? $this->installdefs['vardefs'] : [] as $each) {
            $this->remove($this->vardefs($each));
        }
        foreach ($this->installdefs['scheduledefs'] as $each) {
            $this->remove("custom/Extension/modules/Schedulers/Ext/ScheduledTasks/" . basename($each['from']));
        }
        foreach ($this->installdefs['logic_hooks'] as $each) {
            $this->hook($each, false);
        }
        foreach ($this->installdefs['post_uninstall'] as $each) {
            include $this->path($each);
        }
        include "$package/manifest.php";
        foreach ($removeTables ? $installdefs['custom_fields'] : [] as $field) {
            $db = DBManagerFactory::getInstance();
            $db->query("DELETE FROM fields_meta_data WHERE id = " . $db->quoted($field['module'] . $field['name']), true);
            $db->query("ALTER TABLE contacts_cstm DROP COLUMN {$field['name']}", true);
        }
    }

    private function load($package)
    {
        include "$package/manifest.php";
        foreach (array_keys($installdefs) as $key) {
            if (!in_array($key, self::KNOWN, true)) {
                throw new LogicException("installdefs: $key is not among " . implode(', ', self::KNOWN));
            }
        }
        $this->base_dir = $package;
        $this->installdefs = $installdefs + array_fill_keys(self::KNOWN, []);
        $this->version = $manifest['version'];
    }

    private function magic($name)
    {
        if (is_file("{$this->base_dir}/scripts/$name.php")) {
            include "{$this->base_dir}/scripts/$name.php";
            $name();
        }
    }

    private function path($from)
    {
        return str_replace('<basepath>', $this->base_dir, $from);
    }

    private function language(array $each)
    {
        $folder = $each['to_module'] === 'application' ? 'application' : 'modules/' . $each['to_module'];
        return "custom/Extension/$folder/Ext/Language/{$each['language']}.{$this->installdefs['id']}.php";
    }

    private function vardefs(array $each)
    {
        return "custom/Extension/modules/{$each['to_module']}/Ext/Vardefs/" . basename($each['from']);
    }

    /** Ends the request, with a message on the module loader's page. */
    public function abort(array $errors)
    {
        throw new LogicException('aborted: ' . implode(' ', $errors));
    }

    /** Takes away in `to` the files whose names are in `from`, in folders, too, and the folder once no file is left in it. */
    public function uninstall_new_files(array $each, $backup)
    {
        foreach (self::files($each['from']) as $name) {
            is_file($each['to'] . $name) && unlink($each['to'] . $name);
        }
        if (!self::files($each['to'])) {
            $this->remove($each['to']);
        }
    }

    /** The files below a folder, with their paths from there on. */
    private static function files($folder)
    {
        $found = [];
        foreach (is_dir($folder) ? new RecursiveIteratorIterator(new RecursiveDirectoryIterator($folder, FilesystemIterator::SKIP_DOTS)) : [] as $file) {
            $found[] = substr($file->getPathname(), strlen($folder));
        }
        return $found;
    }

    public function uninstallExt($section, $extension)
    {
        foreach ($this->installdefs[$section] as $each) {
            $this->remove("custom/Extension/modules/{$each['to_module']}/Ext/$extension/{$each['name']}.php");
        }
    }

    private function remove($path)
    {
        foreach (is_dir($path) ? array_diff(scandir($path), ['.', '..']) : [] as $name) {
            $this->remove("$path/$name");
        }
        is_dir($path) ? rmdir($path) : (is_file($path) && unlink($path));
    }

    private function copy($from, $to)
    {
        if (is_dir($from)) {
            foreach (array_diff(scandir($from), ['.', '..']) as $name) {
                $this->copy("$from/$name", "$to/$name");
            }
            return;
        }
        @mkdir(dirname($to), 0777, true);
        if (!copy($from, $to)) {
            throw new LogicException("$from is not in the package");
        }
    }

    private function hook(array $hook, $there)
    {
        $file = "custom/modules/{$hook['module']}/logic_hooks.php";
        $hook_array = [];
        if (file_exists($file)) {
            include $file;
        }
        $row = [$hook['order'], $hook['description'], $hook['file'], $hook['class'], $hook['function']];
        $rows = [];
        foreach (isset($hook_array[$hook['hook']]) ? $hook_array[$hook['hook']] : [] as $each) {
            $rows = $each === $row ? $rows : array_merge($rows, [$each]);
        }
        $hook_array[$hook['hook']] = $there ? array_merge($rows, [$row]) : $rows;
        @mkdir(dirname($file), 0777, true);
        file_put_contents($file, "<?php\n\$hook_array = " . var_export($hook_array, true) . ";\n");
    }

    private function addField(array $field)
    {
        $db = DBManagerFactory::getInstance();
        $id = $db->quoted($field['module'] . $field['name']);
        if ($db->getOne("SELECT id FROM fields_meta_data WHERE id = $id") !== false) {
            return;  // found again under its name: the column is there
        }
        $name = substr($field['name'], -2) === '_c' ? $field['name'] : $field['name'] . '_c';
        $types = [
            'enum' => 'VARCHAR(' . (isset($field['len']) ? $field['len'] : 100) . ')', 'decimal' => 'DECIMAL(26,6)', 'date' => 'DATE', 'text' => 'TEXT',
            'varchar' => 'VARCHAR(' . (isset($field['len']) ? $field['len'] : 255) . ')',
        ];
        $db->query("ALTER TABLE contacts_cstm ADD COLUMN $name {$types[$field['type']]}", true);
        @mkdir('custom/Extension/modules/Contacts/Ext/Vardefs', 0777, true);
        file_put_contents("custom/Extension/modules/Contacts/Ext/Vardefs/_override_sugarfield_$name.php", "<?php\n");  // deleting the field forgets it
        $id = $db->quoted($field['module'] . $name);
        $db->query("INSERT INTO fields_meta_data (id, name, vname, custom_module, type, ext1, deleted) VALUES ($id, " . $db->quoted($name) . ', '
            . $db->quoted($field['label']) . ", 'Contacts', " . $db->quoted($field['type']) . ', '
            . $db->quoted(isset($field['ext1']) ? $field['ext1'] : '') . ', 0)', true);
    }
}

/** Studio's layouts, each a file with `panels` of rows or a list of names. */
class ParserFactory
{
    public static $layouts = [];

    public static function getParser($view, $module)
    {
        $parser = new TestParser();
        $parser->view = $view;
        $parser->_viewdefs = isset(self::$layouts[$view]) ? self::$layouts[$view] : ['panels' => []];
        return $parser;
    }
}

class TestParser
{
    public $view;
    public $_viewdefs;

    public function handleSave($populate = true)
    {
        if ($populate) {
            throw new LogicException('a layout would be read from the request');
        }
        ParserFactory::$layouts[$this->view] = $this->_viewdefs;
    }
}

/** The tables of SuiteCRM 7.14 that are read, with their columns that are. */
function create_tables($db)
{
    $tables = [
        'contacts (id CHAR(36) PRIMARY KEY, first_name VARCHAR(100), last_name VARCHAR(100), lawful_basis TEXT, date_reviewed DATE,
            lawful_basis_source VARCHAR(100), reports_to_id CHAR(36), date_entered DATETIME, date_modified DATETIME, deleted TINYINT DEFAULT 0)',
        'contacts_cstm (id_c CHAR(36) PRIMARY KEY)',
        'fields_meta_data (id VARCHAR(255) PRIMARY KEY, name VARCHAR(255), vname VARCHAR(255), custom_module VARCHAR(255), type VARCHAR(255),
            ext1 VARCHAR(255), deleted TINYINT DEFAULT 0)',
        'schedulers (id CHAR(36) PRIMARY KEY, name VARCHAR(255), job VARCHAR(255), date_time_start DATETIME, job_interval VARCHAR(100),
            status VARCHAR(100), catch_up TINYINT, deleted TINYINT DEFAULT 0)',
        'config (category VARCHAR(32), name VARCHAR(32), value TEXT)',
        'upgrade_history (id CHAR(36) PRIMARY KEY, id_name VARCHAR(255), version VARCHAR(64))',
        'job_queue (id CHAR(36) PRIMARY KEY, target VARCHAR(255))',
        'contacts_audit (id CHAR(36) PRIMARY KEY, parent_id CHAR(36), field_name VARCHAR(100))',
        'surveyresponses (id CHAR(36) PRIMARY KEY, contact_id CHAR(36), happiness INT, date_entered DATETIME, deleted TINYINT DEFAULT 0)',
        'surveys (id CHAR(36) PRIMARY KEY, name VARCHAR(255), deleted TINYINT DEFAULT 0)',
        'surveyquestions (id CHAR(36) PRIMARY KEY, survey_id CHAR(36), name VARCHAR(255), type VARCHAR(100), deleted TINYINT DEFAULT 0)',
        'surveyquestionresponses (id CHAR(36) PRIMARY KEY, surveyresponse_id CHAR(36), surveyquestion_id CHAR(36), answer TEXT,
            answer_bool TINYINT, answer_datetime DATETIME, deleted TINYINT DEFAULT 0)',
        'surveyquestionoptions (id CHAR(36) PRIMARY KEY, survey_question_id CHAR(36), name VARCHAR(255), sort_order INT, deleted TINYINT DEFAULT 0)',
        'surveyquestionoptions_surveyquestionresponses (id VARCHAR(36) PRIMARY KEY, surveyq72c7options_ida VARCHAR(36),
            surveyq10d4sponses_idb VARCHAR(36), deleted TINYINT DEFAULT 0)',
        'aos_invoices (id CHAR(36) PRIMARY KEY, billing_contact_id CHAR(36), total_amount DECIMAL(26,6), total_amount_usdollar DECIMAL(26,6),
            currency_id CHAR(36), invoice_date DATE, status VARCHAR(100), deleted TINYINT DEFAULT 0)',
        'opportunities (id CHAR(36) PRIMARY KEY, amount DOUBLE, amount_usdollar DOUBLE, currency_id CHAR(36), date_closed DATE,
            sales_stage VARCHAR(255), deleted TINYINT DEFAULT 0)',
        'opportunities_contacts (id VARCHAR(36) PRIMARY KEY, contact_id VARCHAR(36), opportunity_id VARCHAR(36), contact_role VARCHAR(50),
            deleted TINYINT DEFAULT 0)',
        'email_addresses (id CHAR(36) PRIMARY KEY, email_address VARCHAR(255), opt_out TINYINT, confirm_opt_in VARCHAR(255),
            confirm_opt_in_date DATETIME, date_modified DATETIME, deleted TINYINT DEFAULT 0)',
        'email_addr_bean_rel (id CHAR(36) PRIMARY KEY, email_address_id CHAR(36), bean_id CHAR(36), bean_module VARCHAR(100),
            primary_address TINYINT, deleted TINYINT DEFAULT 0)',
        'campaign_log (id CHAR(36) PRIMARY KEY, target_id CHAR(36), target_type VARCHAR(100), activity_type VARCHAR(100),
            activity_date DATETIME, hits INT, deleted TINYINT DEFAULT 0)',
    ];
    foreach ($tables as $table) {
        $db->query('DROP TABLE IF EXISTS ' . strtok($table, ' '), true);
        $db->query("CREATE TABLE $table", true);
    }
}
