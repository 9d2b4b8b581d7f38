<?php
// $this is the ModuleInstaller, which includes this file.
if (strpos((string) ini_get('opcache.preload'), 'custom/scvm/') !== false) {
    $this->abort(['scvm: php.ini preloads a file of this package (opcache.preload). PHP would not start any more: '
        . 'take that line out of php.ini, restart PHP, then uninstall.']);
}
require_once $this->base_dir . '/steps/Removal.php';
$scvm_removal = new ScvmRemoval($this);
if (!empty($GLOBALS['mi_remove_tables'])) {
    $scvm_removal->removeAll();
    include $this->base_dir . '/steps/rebuild_table.php';
} else {
    $scvm_removal->keepReadable();
}
