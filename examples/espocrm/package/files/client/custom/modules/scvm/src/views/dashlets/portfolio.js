define('scvm:views/dashlets/portfolio', ['views/dashlets/abstract/base'], function (Dep) {

    return Dep.extend({

        name: 'ScvmPortfolio',

        // The server escapes what it says.
        templateContent: '{{{html}}}',

        data: function () {
            return {html: this.html || ''};
        },

        setup: function () {
            this.wait(this.load());
        },

        load: function () {
            return Espo.Ajax.getRequest('Scvm/portfolio').then(said => {
                this.html = said.html;
            });
        },

        actionRefresh: function () {
            this.load().then(() => this.reRender());
        },
    });
});
