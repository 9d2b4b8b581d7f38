<?php
// MariaDB and MySQL drop a column by hiding it: it keeps its room in the row until the table is rebuilt. After two or three times of installing
// and removing, the hidden ones fill the row (error 1118), and SuiteCRM can neither add nor drop a field.
$scvm_db = DBManagerFactory::getInstance();
if ($scvm_db->dbType === 'mysql' && $scvm_db->tableExists('contacts_cstm')) {
    $scvm_db->query('ALTER TABLE contacts_cstm FORCE', true);
}
