<?php
require_once __DIR__ . '/lib/scvm.php';

use Scvm\Unusable;

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
    ];

    /** SuiteCRM's own settings, and the mapping's section "suitecrm". */
    public static function all()
    {
        $settings = self::own();
        $mapping = self::mapping($settings);
        return $settings + array_intersect_key(isset($mapping['suitecrm']) ? $mapping['suitecrm'] : [], self::$mapped) + self::$mapped;
    }

    /** The same for the library. */
    public static function ofLibrary(): Scvm\Settings
    {
        $own = self::own();
        $settings = new Scvm\Settings(self::mapping($own), 'suitecrm');
        $settings->library = $own['library'];
        $settings->model_path = $own['model'];
        $settings->model_text = (string) sugar_file_get_contents($own['model']);
        foreach ($settings->attributes as $attribute => $column) {
            $settings->attributes["$attribute"] = preg_replace('/^scvm_(.*)_c$/', '$1', $column);
        }
        return $settings;
    }

    private static function own()
    {
        $own = isset($GLOBALS['sugar_config']['scvm']) ? $GLOBALS['sugar_config']['scvm'] : [];
        foreach ($own as $key => $value) {
            if (!array_key_exists($key, self::$defaults)) {
                throw new Unusable("\$sugar_config['scvm']['$key']: unknown key; there are " . implode(', ', array_keys(self::$defaults)));
            }
        }
        return $own + self::$defaults;
    }

    private static function mapping(array $settings)
    {
        $path = $settings['mapping'];
        if ($path === '') {
            return [];
        }
        $mapping = json_decode(Scvm\Settings::withoutComments((string) sugar_file_get_contents($path)), true);
        if (!is_array($mapping)) {
            throw new Unusable("$path: there is no mapping");
        }
        return $mapping;
    }
}
