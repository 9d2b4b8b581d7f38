{
    "name": "Customer Value (scvm)",
    "version": "17.0.1.0.0",
    "summary": "Explained customer scores on contacts: groups, lifetime value, network, treatments",
    "category": "Sales/CRM",
    "license": "Other OSI approved licence",
    "author": "scvm",
    "depends": ["contacts", "crm", "sale", "account", "survey", "privacy_lookup"],
    "external_dependencies": {"python": ["scvm"]},
    "data": [
        "data/activity_type.xml",
        "data/ir_cron.xml",
        "views/res_partner_views.xml",
        "views/portfolio_views.xml",
        "views/res_config_settings_views.xml",
    ],
    "uninstall_hook": "uninstall_hook",
}
