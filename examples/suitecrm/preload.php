<?php
// A copy of this file outside SuiteCRM's folder, e.g. /etc/scvm/preload.php, is what php.ini names:
//   opcache.preload = /etc/scvm/preload.php
// With it, web requests may call libscvm through one class while ffi.enable stays at its safe default, "preload". It lies outside
// the package, and looks whether the class is there, since PHP does not start when a file that it preloads is gone.
$scvm_suitecrm = '/var/www/suitecrm';  // where your SuiteCRM lies
if (is_file("$scvm_suitecrm/custom/scvm/Engine.php")) {
    require_once "$scvm_suitecrm/custom/scvm/Engine.php";
}
