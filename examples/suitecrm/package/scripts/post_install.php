<?php
if (!defined('sugarEntry') || !sugarEntry) {
    die('Not A Valid Entry Point');
}
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
