<?php
// The package as a whole: what its manifest promises, and what installing it twice does.
require __DIR__ . '/../../../php/tests/harness.php';
require __DIR__ . '/world.php';

function texts($part, $language)
{
    $app_list_strings = $mod_strings = [];
    include package() . "/language/$part.$language.php";
    return $part === 'application' ? $app_list_strings : $mod_strings;
}

function dashlet_texts($language)
{
    include package() . "/dashlet/ScvmPortfolioDashlet.$language.lang.php";
    return $dashletStrings['ScvmPortfolioDashlet'];
}

create_tables(db());
$GLOBALS['log'] = new TestLog();
$installer = new TestInstaller();

test('the package installs, and every file that its manifest names is in it', function () use ($installer) {
    $installer->install(package());
    foreach (['custom/scvm/ContactHook.php', 'custom/modules/Home/Dashlets/ScvmPortfolioDashlet/ScvmPortfolioDashlet.meta.php',
        'custom/Extension/modules/Schedulers/Ext/ScheduledTasks/scvm.php', 'custom/Extension/application/Ext/Language/de_DE.scvm.php',
        'custom/Extension/modules/Contacts/Ext/Language/en_us.scvm.php',
        'custom/include/SugarFields/Fields/Scvmreason/SugarFieldScvmreason.php'] as $file) {
        holds(is_file($file), "$file is installed");
    }
});

test('a second installation changes no column, no hook and no scheduler, however often', function () use ($installer) {
    $count = function () {
        include 'custom/modules/Contacts/logic_hooks.php';
        return [db()->getOne('SELECT COUNT(*) FROM fields_meta_data'), db()->getOne('SELECT COUNT(*) FROM schedulers'), $hook_array];
    };
    $before = $count();
    $installer->install(package());
    $installer->install(package());
    same($before, $count(), 'fields, schedulers and hooks');
    same((string) count(json_decode(getenv('SCVM_TEST_FIELDS'), true)), $before[0], 'fields');
    same('1', $before[1], 'schedulers');
    same('1', db()->getOne('SELECT COUNT(*) FROM upgrade_history'), 'entries in the list of installed packages');
});

test('SuiteCRM kills the second installation of a field whose name lacks the _c, so every name has it', function () {
    include package() . '/manifest.php';
    foreach ($installdefs['custom_fields'] as $field) {
        same('_c', substr($field['name'], -2), $field['name']);
    }
    $add = new ReflectionMethod('TestInstaller', 'addField');
    $add->setAccessible(true);
    $died = false;
    try {
        $add->invoke(new TestInstaller(), ['name' => 'scvm_lifetime_value', 'module' => 'Contacts', 'type' => 'decimal', 'label' => 'X']);
    } catch (LogicException $e) {
        $died = true;
    }
    holds($died, 'the double of the installer dies as SuiteCRM does');
});

test('every field has a label and every dropdown its texts, in English and German', function () {
    include package() . '/manifest.php';
    foreach (['en_us', 'de_DE'] as $language) {
        $labels = texts('contacts', $language);
        $lists = texts('application', $language);
        foreach ($installdefs['custom_fields'] as $field) {
            holds(!empty($labels[$field['label']]), "{$field['label']} in $language");
            if ($field['type'] === 'enum') {
                holds(isset($lists[$field['ext1']]['']), "{$field['ext1']} in $language, with an empty choice");
            }
        }
    }
    foreach (['contacts', 'application'] as $part) {
        same(array_keys(texts($part, 'en_us')), array_keys(texts($part, 'de_DE')), $part);
    }
    foreach (texts('application', 'en_us') as $list => $choices) {
        same(array_keys($choices), array_keys(texts('application', 'de_DE')[$list]), $list);
    }
    same(array_keys(dashlet_texts('en_us')), array_keys(dashlet_texts('de_DE')), 'the dashlet');
});

test('what a customer may read of his group names nobody an opponent or a mercenary', function () {
    foreach (['en_us', 'de_DE'] as $language) {
        foreach (texts('application', $language)['scvm_segment_list'] as $label) {
            same(0, preg_match('/opponent|mercenar|captive|gegner|söldner|gefangen/iu', $label), $label);
        }
    }
});

test('the computed fields cannot be imported or edited in place; those set by hand can', function () {
    include package() . '/manifest.php';
    foreach ($installdefs['custom_fields'] as $field) {
        $by_hand = strpos($field['name'], '_override_c') !== false;
        same($by_hand ? 'true' : 'false', $field['importable'], $field['name']);
        same($by_hand ? 1 : 0, $field['inline_edit'], $field['name']);
    }
});

test('the package passes the scan of module loaders: no file, shell or callback function, no variable function', function () {
    $forbidden = ['eval', 'exec', 'system', 'shell_exec', 'passthru', 'popen', 'proc_open', 'file_get_contents', 'file_put_contents', 'file_exists',
        'is_file', 'is_dir', 'is_readable', 'fopen', 'fread', 'fwrite', 'fclose', 'glob', 'file', 'unlink', 'rename', 'copy', 'mkdir', 'rmdir', 'touch',
        'stat', 'realpath', 'chmod', 'ini_set', 'set_time_limit', 'call_user_func', 'call_user_func_array', 'array_map', 'array_filter', 'array_walk',
        'array_reduce', 'usort', 'uasort', 'uksort', 'set_error_handler', 'register_shutdown_function', 'preg_replace_callback', 'ob_start',
        'is_callable', 'open', 'get', 'construct', 'link', 'symlink', 'dir', 'feof', 'fgets', 'flock', 'filemtime', 'sugar_file_put_contents',
        'sugar_touch', 'sugar_mkdir', 'sugar_rename', 'rmdir_recursive', 'mkdir_recursive', 'copy_recursive', 'write_array_to_file', 'array_diff_ukey'];
    $files = new RegexIterator(new RecursiveIteratorIterator(new RecursiveDirectoryIterator(package())), '/\.php$/');
    $count = 0;
    foreach ($files as $file) {
        $count++;
        holds(preg_match('/<\?php/', file_get_contents($file)) === 1, "$file: is no PHP");
        $before = null;
        $suspect = '';
        foreach (token_get_all(file_get_contents($file)) as $token) {  // as ModuleScanner of SuiteCRM 7.14 does it
            if (!is_array($token)) {
                holds($token !== '`', "$file: a backtick");
                holds($suspect === '' || !in_array($token, ['(', ']'], true), "$file: $suspect before a $token");
                $suspect = '';
                continue;
            }
            if ($token[0] === T_WHITESPACE) {
                continue;
            }
            holds(!in_array($token[0], [T_EVAL, T_ECHO, T_EXIT], true), "$file:{$token[2]}: {$token[1]}");
            $word = trim(strtolower($token[1]), "'\"");
            $method = is_array($before) && in_array($before[0], [T_OBJECT_OPERATOR, T_DOUBLE_COLON], true);
            $is_named = in_array($token[0], [T_STRING, T_CONSTANT_ENCAPSED_STRING], true) && !$method && in_array($word, $forbidden, true);
            $suspect = $is_named || $token[0] === T_VARIABLE ? $token[1] : '';
            $before = $token;
        }
    }
    holds($count > 15, 'the scan saw the package');
});

test('the fields are those that the command scvm writes, so that the batch finds a column for each', function () {
    include package() . '/manifest.php';
    $expected = json_decode(getenv('SCVM_TEST_FIELDS'), true);
    $names = array_column($installdefs['custom_fields'], 'name');
    sort($expected);
    sort($names);
    same($expected, $names, 'fields');
    foreach ($installdefs['custom_fields'] as $field) {
        holds($field['type'] !== 'varchar' || $field['len'] > 0, $field['name']);
    }
});

test('the manifest says which version it is', function () {
    include package() . '/manifest.php';
    same(1, preg_match('/^\d+\.\d+\.\d+$/', $manifest['version']), $manifest['version']);
    same(1, preg_match('/' . $manifest['acceptable_sugar_versions']['regex_matches'][0] . '/', '6.5.25'), 'SuiteCRM 7 says 6.5.25');
});

function left()
{
    $left = [];
    foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator('custom', FilesystemIterator::SKIP_DOTS)) as $file) {
        if (stripos($file->getPathname(), 'scvm') !== false || stripos(file_get_contents($file), 'scvm') !== false) {
            $left[] = $file->getPathname();
        }
    }
    sort($left);
    return $left;
}

/** Layouts with our fields, as Studio makes them. */
function layouts()
{
    ParserFactory::$layouts = [
        'detailview' => ['panels' => ['main' => [['first_name', 'scvm_status_c'], [['name' => 'scvm_segment_c', 'label' => 'X'], '(filler)'], ['email1']], 'scvm' => [['scvm_explain_c']]]],
        'editview' => ['panels' => ['main' => [['first_name']]]],
        'listview' => ['name' => ['width' => 1], 'scvm_segment_c' => ['width' => 1]],
    ];
}

test('a file that php.ini preloads is not taken away: PHP would not start', function () use ($installer) {
    $command = [PHP_BINARY, '-d', 'opcache.preload=' . getcwd() . '/custom/scvm/preload.php', '-d', 'opcache.enable=0', '-r',
        'class M { public $base_dir; public function abort($e) { print $e[0]; exit(7); } } $m = new M(); $m->base_dir = $argv[1];'
        . '(function () { include $this->base_dir . "/steps/before_uninstall.php"; })->call($m);', package()];
    exec(implode(' ', array_map('escapeshellarg', $command)), $said, $code);
    same(7, $code, implode(' ', $said));
    holds(strpos($said[0], 'opcache.preload') !== false, $said[0]);
});

test('where the tables stay, the fields stay readable: with their labels, their lists and their decimals', function () use ($installer) {
    layouts();
    foreach (['preload', 'Place'] as $older) {  // an older version's
        file_put_contents("custom/scvm/$older.php", '<?php');
    }
    $installer->uninstall(package(), false);
    same('0', db()->getOne('SELECT COUNT(*) FROM schedulers WHERE deleted = 0'), 'schedulers');
    same((string) count(json_decode(getenv('SCVM_TEST_FIELDS'), true)), db()->getOne('SELECT COUNT(*) FROM fields_meta_data'), 'fields');
    holds(isset(ParserFactory::$layouts['listview']['scvm_segment_c']), 'layouts');
    foreach (['application/Ext/Language/de_DE.scvm', 'modules/Contacts/Ext/Language/en_us.scvm', 'modules/Contacts/Ext/Vardefs/scvm_fields'] as $file) {
        holds(is_file("custom/Extension/$file.php"), $file);
    }
    same(false, is_dir('custom/scvm'), 'code, the older version\'s, too');
    same(false, is_dir('custom/include/SugarFields/Fields/Scvmreason'), 'the field that shows a reason');
    include 'custom/modules/Contacts/logic_hooks.php';
    same([], $hook_array['before_save'], 'hook');
});

test('where the tables go, nothing is left: no field, table, trail, job, layout or file', function () use ($installer) {
    $installer->install(package());
    layouts();
    foreach (['scvm_score_history', 'scvm_runs', 'scvm_erased'] as $table) {
        db()->query("CREATE TABLE $table (id INT)", true);
    }
    insert('contacts_audit', ['id' => 'a1', 'field_name' => 'scvm_segment_c']);
    insert('contacts_audit', ['id' => 'a2', 'field_name' => 'scvmx']);
    insert('config', ['category' => 'scvm', 'name' => 'complained', 'value' => '1']);
    insert('job_queue', ['id' => 'j1', 'target' => 'function::scvm_rescore']);
    $installer->uninstall(package());
    foreach (['scvm_score_history', 'scvm_runs', 'scvm_erased'] as $table) {
        same(false, db()->tableExists($table), $table);
    }
    foreach (['fields_meta_data', 'schedulers', 'config', 'job_queue'] as $table) {
        same('0', db()->getOne("SELECT COUNT(*) FROM $table"), $table);
    }
    same('a2', db()->getOne('SELECT id FROM contacts_audit'), 'the trail of another field');
    same(['panels' => ['main' => [['first_name'], 2 => ['email1']]]], ParserFactory::$layouts['detailview'], 'detail view');
    same(['name' => ['width' => 1]], ParserFactory::$layouts['listview'], 'list view');
    same([], left(), 'files');
});

test('a package that is installed and removed time and again finds room for its fields', function () use ($installer) {
    for ($i = 0; $i < 5; $i++) {
        $installer->install(package());
        $installer->uninstall(package());
    }
    same('0', db()->getOne('SELECT COUNT(*) FROM fields_meta_data'), 'fields');
    $installer->install(package());
    db()->query("INSERT INTO contacts_cstm (id_c, scvm_place_c) VALUES ('roomy', 'x')", true);
});

finish('install');
