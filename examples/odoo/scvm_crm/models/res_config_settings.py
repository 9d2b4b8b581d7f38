from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    scvm_model = fields.Char("Model file", config_parameter="scvm_crm.model", help="On the server, readable by Odoo, and in no folder that it hands out.")
    scvm_language = fields.Selection([("en", "English"), ("de", "German")], "Language of explanations", config_parameter="scvm_crm.language", default="en",
                                     help="One for all: texts are stored.")  # fmt: skip
