<?php
$job_strings[] = 'scvm_rescore';

function scvm_rescore()
{
    require_once 'custom/scvm/Rescoring.php';
    return ScvmRescoring::run();
}
