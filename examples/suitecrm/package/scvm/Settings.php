<?php
require_once __DIR__ . '/Fields.php';
require_once __DIR__ . '/Complaint.php';

/**
 * What an administrator may set, in config_override.php: $sugar_config['scvm']['library'] = '/usr/lib/libscvm.so.0';
 *
 * What is read of the CRM stands in the mapping file of the command `scvm` (docs/mapping.md), so that the hook and the
 * nightly batch read the same; without one, both have the same defaults.
 */
class ScvmSettings
{
    private static $defaults = [
        // Outside SuiteCRM's folder: what lies in it, web servers hand to everybody. No mapping: the defaults.
        'library' => 'libscvm.so.0',  // where the system looks for libraries
        'model' => '/etc/scvm/model.json',
        'mapping' => '',
        // The scheduler job: how many contacts a run, and after how many days a score is made anew.
        'rescore_limit' => 500,
        'rescore_after_days' => 7,
    ];

    private static $mapped = [
        'invoices' => ['status' => ['Paid']],
        'opportunities' => false,
        'items' => [],
        'waves' => 'none',
        'consent' => [],
        'attributes' => [],
    ];

    // Which of SuiteCRM's legal bases (lawful_basis_dom) allow what, where no mapping says so.
    private static $consent = [
        'allow' => ['consent', 'contract', 'legitimate_interest'], 'deny' => ['withdrawn'], 'labels' => [], 'purposes' => ['scoring', 'contact'],
    ];

    public static function usualConsent()
    {
        return self::$consent;
    }

    /** The settings, the mapping's section "suitecrm", its language, model_version and currency. */
    public static function all()
    {
        $own = isset($GLOBALS['sugar_config']['scvm']) ? $GLOBALS['sugar_config']['scvm'] : [];
        foreach ($own as $key => $value) {
            if (!array_key_exists($key, self::$defaults)) {
                throw new ScvmUnusable("\$sugar_config['scvm']['$key']: unknown key; there are " . implode(', ', array_keys(self::$defaults)));
            }
        }
        $settings = $own + self::$defaults;
        $mapping = $settings['mapping'] === '' ? [] : self::mapping($settings['mapping']);
        $section = isset($mapping['suitecrm']) ? $mapping['suitecrm'] : [];
        $settings += array_intersect_key($section, self::$mapped) + self::$mapped;
        $settings['consent'] += self::$consent;
        return $settings + [
            'language' => isset($mapping['language']) ? $mapping['language'] : 'en',
            'model_version' => isset($mapping['model_version']) ? $mapping['model_version'] : '',
            'currency' => isset($mapping['currency']) ? $mapping['currency'] : '',
            // True where the batch reads rows of a customer's own that are not the CRM's: the place brings them along.
            'beside' => (bool) array_intersect_key(isset($mapping['sources']) ? $mapping['sources'] : [], ScvmFields::OWN_TABLES),
        ];
    }

    /** A file of JSON, without the comments after // that starter models and mappings have. */
    public static function text($path)
    {
        return preg_replace('~("(?:[^"\\\\]|\\\\.)*")|//[^\n]*~', '$1', (string) sugar_file_get_contents($path));
    }

    private static function mapping($path)
    {
        $mapping = json_decode(self::text($path), true);
        if (!is_array($mapping)) {
            throw new ScvmUnusable("$path: there is no mapping");
        }
        return $mapping;
    }
}
