"""What Odoo does not take away itself."""


def uninstall_hook(env):
    kind = env.ref("scvm_crm.mail_activity_treatment", raise_if_not_found=False)
    if kind:
        env["mail.activity"].sudo().with_context(active_test=False).search([("activity_type_id", "=", kind.id)]).unlink()
    env["ir.config_parameter"].sudo().search([("key", "like", "scvm_crm.%")]).unlink()
    told = env["mail.tracking.value"].sudo().search([("field_id.name", "=like", "scvm\\_%")])
    messages = told.mail_message_id
    told.unlink()
    messages.filtered(lambda each: not each.tracking_value_ids and not each.body).unlink()
