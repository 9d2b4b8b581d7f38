<?php
declare(strict_types=1);

namespace Espo\Modules\Scvm\Tools;

use Espo\Core\Utils\DataCache;
use Espo\Core\Utils\Log;
use Espo\ORM\Entity;
use Espo\ORM\EntityManager;
use Espo\ORM\Query\UpdateBuilder;
use Scvm\Cells;
use Scvm\Host;
use Scvm\SaveHook;
use Scvm\Settings as LibrarySettings;
use Throwable;

/** Scores contacts, after what belongs to them has been stored. Nothing in here can stop a save. */
class Scoring implements Host
{
    private const SECONDS = 3600;
    private const COMPLAINED = 'scvmComplained';

    public function __construct(
        private EntityManager $entityManager,
        private Settings $settings,
        private Database $database,
        private DataCache $dataCache,
        private Log $log
    ) {}

    /** Stores what changed, and sets it in the entity, so that the stream and the answer of the API have it, too. */
    public function score(Entity $entity): void
    {
        try {
            $contact = new Contact($entity, $this->database, $this->settings);
            (new SaveHook($this))->score($contact);
            $changed = [];
            foreach ($contact->written as $attribute => $value) {
                $before = $entity->get($attribute);
                if (is_float($before) || is_int($before) ? $value === null || abs($before - (float) $value) > 1e-9 : (string) $before !== (string) $value) {
                    $changed[$attribute] = $value;
                }
            }
            if ($changed) {
                $update = UpdateBuilder::create()->in('Contact')->set($changed)->where(['id' => $entity->getId()])->build();
                $this->entityManager->getQueryExecutor()->execute($update);
                $entity->set($changed);
            }
        } catch (Throwable $e) {
            $this->complain('contact ' . json_encode($entity->getId()) . ' keeps its old scores: ' . $e->getMessage());
        }
    }

    public function scoreById(?string $id): void
    {
        $contact = $id ? $this->entityManager->getEntityById('Contact', $id) : null;
        if ($contact) {
            $this->score($contact);
        }
    }

    public function settings(): LibrarySettings
    {
        $settings = $this->settings->ofLibrary();
        $settings->has_beside = $this->database->sources($this->settings->mapping())->lacksSome();
        return $settings;
    }

    public function complain(string $cause): void
    {
        $line = 'scvm: ' . Cells::oneLine($cause);
        try {
            $before = $this->dataCache->has(self::COMPLAINED) ? ((array) $this->dataCache->get(self::COMPLAINED))['at'] : 0;
            if (abs(time() - $before) < self::SECONDS) {
                return;
            }
            $this->dataCache->store(self::COMPLAINED, ['at' => time()]);
            $this->log->error($line . ' (said once an hour; the field "reason" of each contact has its own)');
        } catch (Throwable) {
            $this->log->error($line);
        }
    }
}
