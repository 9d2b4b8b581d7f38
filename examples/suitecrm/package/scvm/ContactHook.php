<?php
require_once 'custom/scvm/lib/scvm.php';
require_once 'custom/scvm/Settings.php';
require_once 'custom/scvm/Complaint.php';
require_once 'custom/scvm/Contact.php';

/** Scores a contact while it is saved: sets its custom fields, which the save then writes in its own UPDATE. Nothing in here can stop a save. */
class ScvmContactHook implements Scvm\Host
{
    public function beforeSave($contact, $event, $arguments)
    {
        self::score($contact);
    }

    public static function score($contact)
    {
        (new Scvm\SaveHook(new self()))->score(new ScvmContact($contact));
    }

    public function settings(): Scvm\Settings
    {
        return ScvmSettings::ofLibrary();
    }

    public function complain(string $cause): void
    {
        ScvmComplaint::say($cause);
    }
}
