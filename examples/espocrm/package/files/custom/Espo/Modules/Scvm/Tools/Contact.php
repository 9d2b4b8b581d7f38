<?php
declare(strict_types=1);

namespace Espo\Modules\Scvm\Tools;

use Espo\ORM\Entity;
use Scvm\Consent;
use Scvm\Customer;
use Scvm\Record;

/** A contact, as the library sees it. What is written goes into the entity, which the scoring then stores. */
class Contact implements Customer
{
    /** @var array<string, string|null> by attribute */
    public array $written = [];

    public function __construct(private Entity $entity, private Database $database, private Settings $settings)
    {}

    public function id(): string
    {
        return (string) $this->entity->getId();
    }

    public function field(string $name): string
    {
        $value = $this->entity->get(self::attribute($name));
        return is_float($value) ? sprintf('%.6F', $value) : (string) $value;
    }

    public function write(string $name, ?string $value): void
    {
        $this->written[self::attribute($name)] = $value === '' ? null : $value;
    }

    public function isWithdrawn(): bool
    {
        return (new Consent())->state((string) $this->entity->get('scvmLegalBasis')) === 'withdrawn';
    }

    public function isErased(): bool
    {
        return $this->database->isErased($this->id());
    }

    public function record(string $as_of, string $zone, Consent $consent): Record
    {
        return $this->database->sources($this->settings->mapping())->record($this->id(), $as_of, $zone, $consent);
    }

    /** lifetime_value is scvmLifetimeValue. */
    public static function attribute(string $name): string
    {
        return 'scvm' . str_replace(' ', '', ucwords(str_replace('_', ' ', $name)));
    }
}
