<?php
declare(strict_types=1);

namespace Espo\Modules\Scvm\Tools;

use Espo\Core\Utils\Config;
use Scvm\Settings as LibrarySettings;
use Scvm\Unusable;

/**
 * What an administrator may set, in data/config.php: 'scvm' => ['library' => '/usr/local/lib/libscvm.so.0'].
 *
 * What is read stands in the mapping file of the command `scvm`, so that hook and nightly batch read the same; without one, both have
 * the queries of the preset espocrm.
 */
class Settings
{
    private const DEFAULTS = [
        'library' => 'libscvm.so.0',  // where the system looks for libraries
        'model' => '/etc/scvm/model.json',  // outside EspoCRM's folder
        'mapping' => '',
        'rescoreLimit' => 500,  // the scheduled job: how many contacts a run,
        'rescoreAfterDays' => 7,  // and after how many days a score is made anew
    ];
    private const PRESET = __DIR__ . '/../Resources/scvm/mapping.json';

    public function __construct(private Config $config)
    {}

    public function ofLibrary(): LibrarySettings
    {
        $own = $this->own();
        $settings = new LibrarySettings($this->mapping(), '');
        $settings->library = $own['library'];
        $settings->model_path = $own['model'];
        $settings->model_text = is_file($own['model']) ? (string) file_get_contents($own['model']) : '';
        return $settings;
    }

    public function rescoreLimit(): int
    {
        return (int) $this->own()['rescoreLimit'];
    }

    public function rescoreAfterDays(): int
    {
        return (int) $this->own()['rescoreAfterDays'];
    }

    /**
     * The mapping, with the consent rule where the command has it: beside the customers.
     *
     * @return array<string, mixed>
     */
    public function mapping(): array
    {
        $path = $this->own()['mapping'] ?: self::PRESET;
        $text = is_file($path) ? (string) file_get_contents($path) : '';
        $mapping = json_decode(LibrarySettings::withoutComments($text), true);
        if (!is_array($mapping) || !is_array($mapping['sources'] ?? null)) {
            throw new Unusable("$path: there is no mapping");
        }
        return $mapping + ['' => ['consent' => $mapping['sources']['customers']['consent'] ?? []]];
    }

    /** @return array<string, mixed> */
    private function own(): array
    {
        $own = (array) ($this->config->get('scvm') ?? []);
        foreach (array_keys($own) as $key) {
            if (!array_key_exists($key, self::DEFAULTS)) {
                throw new Unusable("'scvm' => ['$key']: unknown key; there are " . implode(', ', array_keys(self::DEFAULTS)));
            }
        }
        return $own + self::DEFAULTS;
    }
}
