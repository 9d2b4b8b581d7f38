<?php
declare(strict_types=1);

namespace Scvm;

/** One customer as a CRM holds them, while they are saved. Fields are named as the command `scvm` names them (docs/fields.md). */
interface Customer
{
    public function id(): string;

    /** What a field holds, e.g. "segment", or "segment_override" for what was set by hand; '' for nothing. */
    public function field(string $name): string;

    /** Sets a field, which the save then stores; null empties it. */
    public function write(string $name, ?string $value): void;

    /** Whether the customer's own row says that consent is withdrawn: this must be known without settings, library or database. */
    public function isWithdrawn(): bool;

    /** Whether the person was erased with `scvm erase`: then only the hash of the id is left, so that nobody scores them again. */
    public function isErased(): bool;

    /** What the CRM knows of the customer; `$consent` reads what is said of consent. */
    public function record(string $as_of, string $zone, Consent $consent): Record;
}
