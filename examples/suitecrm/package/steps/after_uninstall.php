<?php
// $this is the ModuleInstaller, which includes this file. Where a version was installed over another one, SuiteCRM has just put the
// files of the older one back.
$this->uninstall_new_files(['from' => $this->base_dir . '/scvm', 'to' => 'custom/scvm'], '');
$this->uninstall_new_files(['from' => $this->base_dir . '/obsolete', 'to' => 'custom/scvm'], '');
$this->uninstall_new_files(['from' => $this->base_dir . '/fields/Scvmreason', 'to' => 'custom/include/SugarFields/Fields/Scvmreason'], '');
