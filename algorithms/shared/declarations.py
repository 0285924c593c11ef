"""Declaring parameters, each with its help."""

from __future__ import annotations

from collections.abc import Callable, Collection

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingOutputFile,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...models.settings import Parameter, parameters_of
from ...translation import tr
from .window_defaults import offer_cluster

#: Scarp, as QGIS imports it.
PACKAGE = __package__.partition(".")[0]


class Declarations(QgsProcessingAlgorithm):
    """An algorithm whose parameters all have help."""

    CLUSTER = "CLUSTER"

    def add(
        self,
        parameter: QgsProcessingParameterDefinition,
        help_text: str,
        advanced: bool = False,
        offer: Callable[[QgsProcessingParameterDefinition], None] | None = None,
    ) -> None:
        """Declares a parameter with its help.

        ``offer``, of `scarp.algorithms.shared.window_defaults`, sets what a window shows at first.
        """
        parameter.setHelp(help_text)
        if offer is not None:
            offer(parameter)
        if advanced:
            parameter.setFlags(
                parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced
            )
        self.addParameter(parameter)

    def add_settings(self, kind: type, names: Collection[str] = (), **defaults) -> None:
        """Declares the settings of a dataclass of `scarp.models.settings` as parameters.

        Args:
            kind: The dataclass.
            names: Names of the fields to declare, in this order; empty: all that are parameters.
            **defaults: Defaults by the names of fields, in place of the dataclass's.
        """
        known = {one[1].name: (name, *one) for name, one in parameters_of(kind).items()}
        for field_name in names or known:
            name, parameter, field = known[field_name]
            self._add_setting(name, parameter, defaults.get(field_name, field.default))

    def _add_setting(self, name: str, parameter: Parameter, default) -> None:
        label, help_text = tr(parameter.label), tr(parameter.help)
        limits = {"least": parameter.least, "most": parameter.most}
        advanced = parameter.advanced
        if parameter.choices:
            options = [tr(option) for option in parameter.choices.values()]
            number = list(parameter.choices).index(default)
            self.add_choice(name, label, help_text, options, number, advanced)
        elif isinstance(default, bool):
            self.add_switch(name, label, help_text, default, advanced, parameter.optional)
        elif parameter.optional:
            self.add_optional_real(name, label, help_text, parameter.most, advanced)
        elif isinstance(default, int):
            self.add_integer(name, label, help_text, default, **limits, advanced=advanced)
        elif isinstance(default, float):
            self.add_real(name, label, help_text, default, **limits, advanced=advanced)
        else:
            raise TypeError(f"No parameter is known for the default {default!r} of {name}.")

    def settings_given(self, kind: type, parameters, context) -> dict:
        """The values of those settings of a dataclass that are declared, by the fields' names."""
        values = {}
        for name, (parameter, field) in parameters_of(kind).items():
            if self.parameterDefinition(name) is None:
                continue
            if parameter.choices:
                number = self.parameterAsEnum(parameters, name, context)
                values[field.name] = list(parameter.choices)[number]
            elif parameter.optional and not isinstance(field.default, bool):
                is_given = parameters.get(name) not in (None, "")
                given = self.parameterAsDouble(parameters, name, context)
                values[field.name] = given if is_given else field.default
            else:
                read = {
                    bool: self.parameterAsBoolean,
                    int: self.parameterAsInt,
                    float: self.parameterAsDouble,
                }[type(field.default)]
                values[field.name] = read(parameters, name, context)
        return values

    def add_integer(
        self, name, label, help_text, default, least=0, most=None, advanced=False
    ) -> None:
        """Declares a whole number; ``most`` None: without an upper end."""
        self._add_number("Integer", name, label, help_text, default, least, most, advanced)

    def add_real(self, name, label, help_text, default, least=0, most=None, advanced=False) -> None:
        """Declares a real number; ``most`` None: without an upper end."""
        self._add_number("Double", name, label, help_text, default, least, most, advanced)

    def _add_number(self, kind, name, label, help_text, default, least, most, advanced):
        kind = getattr(QgsProcessingParameterNumber.Type, kind)
        number = QgsProcessingParameterNumber(name, label, kind, default, minValue=least)
        if most is not None:
            number.setMaximum(most)
        self.add(number, help_text, advanced)

    def add_switch(self, name, label, help_text, default, advanced=False, optional=False) -> None:
        """Declares a yes or no, which may be left out for its default if it is ``optional``."""
        switch = QgsProcessingParameterBoolean(name, label, default, optional)
        self.add(switch, help_text, advanced)

    def add_choice(self, name, label, help_text, options, default=0, advanced=False) -> None:
        """Declares one of some values, passed by number."""
        choice = QgsProcessingParameterEnum(name, label, options=options, defaultValue=default)
        self.add(choice, help_text, advanced)

    def add_optional_real(self, name, label, help_text, most=None, advanced=False) -> None:
        """Declares a real number of at least 0 that may be left out; a window says “Not set”."""
        number = QgsProcessingParameterNumber(
            name, label, QgsProcessingParameterNumber.Type.Double, optional=True, minValue=0
        )
        if most is not None:
            number.setMaximum(most)
        self.add(number, help_text, advanced)

    def add_cluster(self) -> None:
        """Declares the Dask cluster that does the work."""
        self.add(
            QgsProcessingParameterString(self.CLUSTER, tr("Cluster"), optional=True),
            tr(
                "Empty: this computer. “local:4”: four processes on this computer. "
                "“tcp://host:8786”, or the path of a scheduler file (.json): the nodes of a Dask "
                "cluster, such as dask-jobqueue (SLURM, PBS), dask-kubernetes and cloud services "
                "start one. Nodes need the packages of Scarp's runtime, not QGIS, and image and "
                "result must lie where all of them can read and write: on shared storage, or on "
                "object storage (/vsis3/, /vsigs/, /vsiaz/), which nodes are given access to by "
                "their own environment. Use one process for each GPU. For SLURM, for example: "
                "“dask scheduler --scheduler-file scarp.json &amp;”, then “srun -n 8 dask worker "
                "--scheduler-file scarp.json --nthreads 1”. Training on several nodes is a matter "
                "of Keras, not of this."
            ),
            advanced=True,
            offer=offer_cluster,
        )

    def add_model(
        self, help_text: str, name: str = "MODEL", optional: bool = False, offer=None
    ) -> None:
        """Declares a model file to read."""
        behaviour = QgsProcessingParameterFile.Behavior.File
        file_filter = tr("Model (*.h5)")
        model = QgsProcessingParameterFile(
            name, tr("Model"), behaviour, optional=optional, fileFilter=file_filter
        )
        model.setMetadata(
            {"widget_wrapper": {"class": f"{PACKAGE}.gui.boxes.model_box.model_wrapper"}}
        )
        self.add(model, help_text, offer=offer)

    def add_file_output(
        self, name, label, help_text, file_filter, optional=False, by_default=False, offer=None
    ) -> None:
        """Declares a file to write, which is not raster or vector.

        An optional one is offered ``by_default`` in the dialog, or not.
        """
        output = QgsProcessingParameterFileDestination(
            name, label, file_filter, optional=optional, createByDefault=by_default or not optional
        )
        output.setHelp(help_text)
        if offer is not None:
            offer(output)
        # By itself, QGIS would make HTML a kind of output that ends a batch in an error.
        self.addParameter(output, False)
        self.addOutput(QgsProcessingOutputFile(name, label))

    def add_adapted_model(self) -> None:
        """Declares the file of a model that was adapted to the image."""
        self.add_file_output(
            "ADAPTED_MODEL",
            tr("Adapted model"),
            tr("The model as it was adapted to the image, to use it again on images like it."),
            tr("Model (*.h5)"),
            optional=True,
        )

    def add_folder(self, name: str, label: str, help_text: str) -> None:
        """Declares a folder that may be left out."""
        behaviour = QgsProcessingParameterFile.Behavior.Folder
        folder = QgsProcessingParameterFile(name, label, behaviour, optional=True)
        self.add(folder, help_text, advanced=True)
