<?php
require_once 'include/Dashlets/Dashlet.php';
require_once 'custom/scvm/ContactHook.php';
require_once 'custom/scvm/Portfolio.php';

class ScvmPortfolioDashlet extends Dashlet
{
    const TOP = 5;

    public $seedBean;

    public function __construct($id, $options)
    {
        parent::__construct($id);
        $this->loadLanguage('ScvmPortfolioDashlet');
        $this->title = empty($options['title']) ? $this->dashletStrings['LBL_TITLE'] : $options['title'];
        $this->seedBean = BeanFactory::newBean('Contacts');
    }

    public function display()
    {
        if (!ACLController::checkAccess('Contacts', 'list', true)) {
            return '';
        }
        try {
            $portfolio = new ScvmPortfolio(
                DBManagerFactory::getInstance(), $this->dashletStrings, $GLOBALS['app_list_strings']['scvm_segment_list']
            );
            // get_list shows a user what his roles and security groups allow, and nothing else.
            $found = $this->seedBean->get_list('scvm_lifetime_value_c DESC', 'contacts_cstm.scvm_lifetime_value_c > 0', 0, self::TOP, self::TOP);
            return parent::display() . $portfolio->html($this->engine(), $found['list']);
        } catch (Throwable $e) {
            ScvmComplaint::say('the portfolio cannot be shown: ' . $e->getMessage());
            return htmlspecialchars($this->dashletStrings['LBL_FAILED'], ENT_QUOTES, 'UTF-8');
        }
    }

    private function engine()
    {
        try {
            return Scvm\Model::of(ScvmSettings::ofLibrary())->engine();
        } catch (Throwable $e) {
            return null;  // the counts need no library
        }
    }
}
