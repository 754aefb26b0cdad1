#!/usr/bin/env python3
"""A plug-in for GIMP 3: puts one of Vanity's looks on the faces of an image, as a layer of its own."""

import os
import sys

import gi

gi.require_version("Gimp", "3.0")
from gi.repository import Gimp, Gio, GLib, GObject  # noqa: E402

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import vanity_client  # noqa: E402

PROCEDURE = "plug-in-vanity-look"


def export_png(image):
    """The image as it is seen, as a PNG in a file that has no name any more."""
    stream_file, stream = Gio.File.new_tmp("vanity-XXXXXX.png")
    stream.close()
    Gimp.file_save(Gimp.RunMode.NONINTERACTIVE, image, stream_file, None)
    fd = os.open(stream_file.get_path(), os.O_RDONLY)
    stream_file.delete()
    return fd


def put_on(image, look, strength):
    photo = export_png(image)
    result_file, stream = Gio.File.new_tmp("vanity-XXXXXX.png")
    stream.close()
    result = os.open(result_file.get_path(), os.O_RDWR)
    try:
        vanity_client.apply(photo, look, result, strength)
        layer = Gimp.file_load_layer(Gimp.RunMode.NONINTERACTIVE, image, result_file)
        layer.set_name(look)
        image.insert_layer(layer, None, 0)
    finally:
        os.close(photo)
        os.close(result)
        result_file.delete()


class VanityLook(Gimp.PlugIn):
    def do_query_procedures(self):
        return [PROCEDURE]

    def do_create_procedure(self, name):
        procedure = Gimp.ImageProcedure.new(self, name, Gimp.PDBProcType.PLUGIN, self.run, None)
        procedure.set_image_types("RGB*")
        procedure.set_menu_label("Put on a _Look")
        procedure.add_menu_path("<Image>/Filters/Artistic")
        procedure.set_documentation("Puts a look of Vanity on the faces", None, name)
        procedure.add_string_argument("look", "_Look", "A name of `vanity-cli looks`", "rosy",
                                      GObject.ParamFlags.READWRITE)
        procedure.add_double_argument("strength", "_Strength", "From 0 to 1", 0, 1, 1,
                                      GObject.ParamFlags.READWRITE)
        return procedure

    def run(self, procedure, run_mode, image, drawables, config, data):
        if run_mode == Gimp.RunMode.INTERACTIVE:
            gi.require_version("GimpUi", "3.0")
            from gi.repository import GimpUi
            GimpUi.init(PROCEDURE)
            dialog = GimpUi.ProcedureDialog.new(procedure, config, "Put on a Look")
            dialog.fill(None)
            if not dialog.run():
                return procedure.new_return_values(Gimp.PDBStatusType.CANCEL, None)
            dialog.destroy()
        image.undo_group_start()
        try:
            put_on(image, config.get_property("look"), config.get_property("strength"))
        except GLib.Error as error:
            return procedure.new_return_values(Gimp.PDBStatusType.EXECUTION_ERROR, error)
        finally:
            image.undo_group_end()
        Gimp.displays_flush()
        return procedure.new_return_values(Gimp.PDBStatusType.SUCCESS, None)


Gimp.main(VanityLook.__gtype__, sys.argv)
