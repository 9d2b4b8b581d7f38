<?php
if (!defined('sugarEntry') || !sugarEntry) {
    die('Not A Valid Entry Point');
}
$scvm_scheduler = BeanFactory::newBean('Schedulers');
if ($scvm_scheduler->retrieve_by_string_fields(['job' => 'function::scvm_rescore'])) {
    $scvm_scheduler->mark_deleted($scvm_scheduler->id);
}
