<?php
$dashletMeta['ScvmPortfolioDashlet'] = [
    'title' => 'LBL_TITLE',
    'description' => 'LBL_DESCRIPTION',
    'category' => 'Tools',
];
