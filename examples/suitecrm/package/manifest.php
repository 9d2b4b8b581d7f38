<?php
$manifest = [
    'name' => 'scvm',
    'description' => 'Explained customer scores: group of the portfolio, lifetime value, network value',
    'version' => '@SCVM_VERSION@',
    'author' => 'scvm',
    'published_date' => '2026-11-21',
    'type' => 'module',
    'is_uninstallable' => true,
    'remove_tables' => 'prompt',
    'icon' => '',
    'readme' => '',
    'acceptable_sugar_flavors' => ['CE'],
    'acceptable_sugar_versions' => ['exact_matches' => [], 'regex_matches' => ['6\.5\..*']],  // SuiteCRM 7 says 6.5, too
];

$scvm_number = ['type' => 'decimal', 'len' => '26', 'ext1' => '6'];
$scvm_by_hand = ['massupdate' => 1, 'importable' => 'true', 'inline_edit' => 1, 'audited' => true];
// The fields of the command `scvm` (docs/fields.md), which writes the same ones, and those in which people override two of them.
// Rendered by describe/render.py from the descriptions in core/; do not edit.
$scvm_fields = [
    'status' => ['type' => 'enum', 'ext1' => 'scvm_status_list', 'len' => '20', 'audited' => true],
    'reason' => ['type' => 'enum', 'ext1' => 'scvm_reason_list', 'len' => '100'],
    'segment' => ['type' => 'enum', 'ext1' => 'scvm_segment_list', 'len' => '20', 'audited' => true],
    'segment_override' => ['type' => 'enum', 'ext1' => 'scvm_segment_list', 'len' => '20'] + $scvm_by_hand,
    'satisfaction' => $scvm_number,
    'attachment' => $scvm_number,
    'revenue' => $scvm_number,
    'p_alive' => $scvm_number,
    'expected_purchases' => $scvm_number,
    'lifetime_value' => $scvm_number + ['audited' => true],
    'lifetime_value_override' => $scvm_number + $scvm_by_hand,
    'currency' => ['type' => 'varchar', 'len' => '10'],
    'influence' => $scvm_number,
    'social_score' => $scvm_number,
    'community_points' => $scvm_number,
    'community_badge' => $scvm_number,
    'network_value' => $scvm_number + ['audited' => true],
    'engagement_value' => $scvm_number,
    'open_referrals' => $scvm_number,
    'open_complaints' => $scvm_number,
    'open_hours' => $scvm_number,
    'promised_hours' => $scvm_number,
    'missed_hours' => $scvm_number,
    'damage_at_risk' => $scvm_number,
    'queue_place' => $scvm_number,
    'recovered' => ['type' => 'enum', 'ext1' => 'scvm_recovered_list', 'len' => '20'],
    'helper_state' => ['type' => 'enum', 'ext1' => 'scvm_helper_state_list', 'len' => '20'],
    'helper_trust' => $scvm_number,
    'value_tier' => ['type' => 'varchar', 'len' => '20'],
    'treatment' => ['type' => 'varchar', 'len' => '100', 'audited' => true],
    'participation' => ['type' => 'enum', 'ext1' => 'scvm_participation_list', 'len' => '20'],
    'stage' => ['type' => 'enum', 'ext1' => 'scvm_stage_list', 'len' => '20'],
    'stage_premature' => ['type' => 'enum', 'ext1' => 'scvm_yes_list', 'len' => '3'],
    'sharing_points' => $scvm_number,
    'sharing_diversity' => $scvm_number,
    'shared_products' => $scvm_number,
    'shared_ideas' => $scvm_number,
    'shared_know_how' => $scvm_number,
    'shared_capital' => $scvm_number,
    'shared_content' => $scvm_number,
    'shared_experience' => $scvm_number,
    'shared_trends' => $scvm_number,
    'matters_place' => $scvm_number,
    'matters_shared_by' => $scvm_number,
    'matters_layer' => $scvm_number,
    'matters_first_layer' => $scvm_number,
    'active' => ['type' => 'enum', 'ext1' => 'scvm_yes_list', 'len' => '3'],
    'influential' => ['type' => 'enum', 'ext1' => 'scvm_yes_list', 'len' => '3'],
    'valuable' => ['type' => 'enum', 'ext1' => 'scvm_yes_list', 'len' => '3'],
    'hub' => ['type' => 'enum', 'ext1' => 'scvm_yes_list', 'len' => '3'],
    'bridge' => ['type' => 'enum', 'ext1' => 'scvm_yes_list', 'len' => '3'],
    'spanner' => ['type' => 'enum', 'ext1' => 'scvm_yes_list', 'len' => '3'],
    'betweenness' => $scvm_number,
    'ambassador' => ['type' => 'enum', 'ext1' => 'scvm_yes_list', 'len' => '3'],
    'ambassador_place' => $scvm_number,
    'ambassador_gain' => $scvm_number,
    'account_revenue' => $scvm_number,
    'account_lifetime_value' => $scvm_number,
    'account_network_value' => $scvm_number,
    'account_segment' => ['type' => 'enum', 'ext1' => 'scvm_segment_list', 'len' => '20'],
    'account_satisfaction' => $scvm_number,
    'account_attachment' => $scvm_number,
    'model_version' => ['type' => 'varchar', 'len' => '255', 'audited' => true],
    'model_hash' => ['type' => 'varchar', 'len' => '64'],
    'input_hash' => ['type' => 'varchar', 'len' => '64'],
    'score_date' => ['type' => 'date'],
    'explain' => ['type' => 'text'],
    'place' => ['type' => 'text', 'reportable' => false],
];
// End of what is rendered.
$scvm_custom_fields = [];
foreach ($scvm_fields as $scvm_name => $scvm_field) {
    $scvm_custom_fields[] = $scvm_field + [
        // The installer would add the _c, but only with it does a second installation find its own fields.
        'name' => 'scvm_' . $scvm_name . '_c',
        'label' => 'LBL_SCVM_' . strtoupper($scvm_name),
        'module' => 'Contacts',
        'required' => false,
        'default_value' => '',
        'help' => '',
        'comment' => '',
        'audited' => false,
        'massupdate' => 0,
        'importable' => 'false',  // computed: an import must not overwrite it
        'duplicate_merge' => 0,
        'reportable' => true,
        'inline_edit' => 0,
    ];
}

$installdefs = [
    'id' => 'scvm',
    'copy' => [
        ['from' => '<basepath>/scvm', 'to' => 'custom/scvm'],
        ['from' => '<basepath>/fields/Scvmreason', 'to' => 'custom/include/SugarFields/Fields/Scvmreason'],
    ],
    'custom_fields' => $scvm_custom_fields,
    'logic_hooks' => [
        [
            'module' => 'Contacts',
            'hook' => 'before_save',
            'order' => 90,  // after the hooks that change the contact's data
            'description' => 'scvm: scores the contact',
            'file' => 'custom/scvm/ContactHook.php',
            'class' => 'ScvmContactHook',
            'function' => 'beforeSave',
        ],
    ],
    'scheduledefs' => [
        ['from' => '<basepath>/schedulers/scvm.php'],
    ],
    'dashlets' => [
        ['name' => 'ScvmPortfolioDashlet', 'from' => '<basepath>/dashlet'],
    ],
    'language' => [
        ['from' => '<basepath>/language/application.en_us.php', 'to_module' => 'application', 'language' => 'en_us'],
        ['from' => '<basepath>/language/application.de_DE.php', 'to_module' => 'application', 'language' => 'de_DE'],
        ['from' => '<basepath>/language/contacts.en_us.php', 'to_module' => 'Contacts', 'language' => 'en_us'],
        ['from' => '<basepath>/language/contacts.de_DE.php', 'to_module' => 'Contacts', 'language' => 'de_DE'],
    ],
    'vardefs' => [
        ['from' => '<basepath>/vardefs/scvm_fields.php', 'to_module' => 'Contacts'],
    ],
    'pre_execute' => ['<basepath>/steps/rebuild_table.php'],
    'post_execute' => ['<basepath>/steps/after_install.php'],
    'pre_uninstall' => ['<basepath>/steps/before_uninstall.php'],
    'post_uninstall' => ['<basepath>/steps/after_uninstall.php'],
];
