<?php
declare(strict_types=1);

namespace Espo\Modules\Scvm\Tools;

use Espo\ORM\EntityManager;
use PDO;
use Scvm\Sources;

/** What is asked of the database in SQL: the queries of a mapping, and the command's own tables. */
class Database
{
    public function __construct(private EntityManager $entityManager)
    {}

    /** @param array<string, mixed> $mapping */
    public function sources(array $mapping): Sources
    {
        return new Sources($mapping['sources'], function (string $sql, string $id): array {
            return $this->rows(str_replace(':id', $this->entityManager->getPDO()->quote($id), $sql));
        });
    }

    /** Whether the person was erased with `scvm erase`: then only the hash of the id is left. */
    public function isErased(string $id): bool
    {
        return $this->hasTable('scvm_erased')
            && $this->rows("SELECT id_hash FROM scvm_erased WHERE id_hash = '" . hash('sha256', $id) . "'") !== [];
    }

    private function hasTable(string $name): bool
    {
        $schema = $this->entityManager->getPDO()->getAttribute(PDO::ATTR_DRIVER_NAME) === 'pgsql' ? 'current_schema()' : 'DATABASE()';
        return $this->rows("SELECT 1 FROM information_schema.tables WHERE table_schema = $schema AND table_name = '$name'") !== [];
    }

    /** @return list<array<string, mixed>> */
    private function rows(string $sql): array
    {
        return $this->entityManager->getSqlExecutor()->execute($sql)->fetchAll(PDO::FETCH_ASSOC);
    }
}
