<?php
// Not in scripts/: the names post_install.php and pre_uninstall.php there mean files with a function of that name to SuiteCRM.
// $this is the ModuleInstaller, which includes this file.
// scheduledefs brings the job's code; the row that makes cron.php call it is made here, once.
$scvm_scheduler = BeanFactory::newBean('Schedulers');
if (!$scvm_scheduler->retrieve_by_string_fields(['job' => 'function::scvm_rescore'])) {
    $scvm_scheduler = BeanFactory::newBean('Schedulers');
    $scvm_scheduler->name = 'scvm: score contacts that are new, stale or old';
    $scvm_scheduler->job = 'function::scvm_rescore';
    $scvm_scheduler->date_time_start = '2005-01-01 00:00:00';
    $scvm_scheduler->job_interval = '*::*::*::*::*';
    $scvm_scheduler->status = 'Active';
    $scvm_scheduler->catch_up = '0';
    $scvm_scheduler->save();
}
// What an older version left; PHP would not start without a file that php.ini still preloads.
if (strpos((string) ini_get('opcache.preload'), 'custom/scvm/') === false) {
    $this->uninstall_new_files(['from' => $this->base_dir . '/obsolete', 'to' => 'custom/scvm'], '');
}
// SuiteCRM knows the entry of an older version again, and replaces it, but for versions that begin with 0: those would stay in its list
// of installed packages beside the new one, and each would have to be uninstalled.
if (empty($_REQUEST['previous_id'])) {
    DBManagerFactory::getInstance()->query("DELETE FROM upgrade_history WHERE id_name = 'scvm'", true);
}
