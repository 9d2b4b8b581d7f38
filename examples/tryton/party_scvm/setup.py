"""Packaging of the Tryton module party_scvm: pip install . in this folder, for Tryton 6.0."""

from setuptools import setup

setup(
    name="trytond_party_scvm",
    version="6.0.0",
    description="Explained customer scores on Tryton's parties, made in-process by scvm",
    license="Apache-2.0",
    package_dir={"trytond.modules.party_scvm": "."},
    packages=["trytond.modules.party_scvm", "trytond.modules.party_scvm.tests"],
    package_data={"trytond.modules.party_scvm": ["tryton.cfg", "*.xml", "view/*.xml", "locale/*.po"]},
    install_requires=["trytond >= 6.0, < 6.1", "trytond_party >= 6.0, < 6.1", "scvm"],
    python_requires=">=3.9",
    zip_safe=False,
    entry_points={"trytond.modules": ["party_scvm = trytond.modules.party_scvm"]},
)
