<?php
declare(strict_types=1);

namespace Espo\Modules\Scvm\Hooks\Opportunity;

use Espo\Core\Hook\Hook\AfterRemove;
use Espo\Core\Hook\Hook\AfterSave;
use Espo\Modules\Scvm\Tools\Scoring;
use Espo\ORM\Entity;
use Espo\ORM\Repository\Option\RemoveOptions;
use Espo\ORM\Repository\Option\SaveOptions;

/**
 * A won opportunity is a purchase: its contact is scored with it, and so is the one who had it before.
 *
 * @implements AfterSave<Entity>
 * @implements AfterRemove<Entity>
 */
class ScvmScorePurchase implements AfterSave, AfterRemove
{
    private const WHAT_COUNTS = ['stage', 'amount', 'amountCurrency', 'closeDate', 'contactId', 'contactsIds'];

    public static int $order = 20;

    public function __construct(private Scoring $scoring)
    {}

    public function afterSave(Entity $entity, SaveOptions $options): void
    {
        foreach (self::WHAT_COUNTS as $attribute) {
            if ($entity->isNew() || $entity->isAttributeChanged($attribute)) {
                $this->scoreAll([$entity->get('contactId'), $entity->getFetched('contactId'), ...($entity->get('contactsIds') ?? [])]);
                return;
            }
        }
    }

    public function afterRemove(Entity $entity, RemoveOptions $options): void
    {
        $this->scoreAll([$entity->get('contactId'), ...($entity->get('contactsIds') ?? [])]);
    }

    /** @param array<string|null> $ids of an opportunity without a primary contact, the first of its contacts has the purchase */
    private function scoreAll(array $ids): void
    {
        foreach (array_unique(array_filter($ids)) as $id) {
            $this->scoring->scoreById($id);
        }
    }
}
