/* vanity-train: networks learn. */
#include "train-atlas.h"
#include "train-faces.h"
#include "train-head.h"
#include "train-mnist-gan.h"
#include "train-mnist.h"
#include "train-skin.h"
#include "train-transfer.h"
#include "train-worn.h"

#include <glib.h>
#include <locale.h>

typedef struct
{
  const char *name;
  const char *parameters;
  const char *summary;
  int (*run) (int argc, char **argv);
} Command;

static const Command commands[] = {
  { "faces", "FOLDER --out FILE [--size 256]", "unroll photos into a set of faces to learn from",
    vanity_train_faces },
  { "atlas", "DIR [--size 256]", "write the maps of the chart that those faces lie on",
    vanity_train_atlas },
  { "head", "FOLDER --set FILE --faces FILE [--out FILE.onnx]", "tell the parts of a head apart",
    vanity_train_head },
  { "mnist", "FOLDER [--out FILE.onnx]", "tell handwritten digits apart", vanity_train_mnist },
  { "mnist-gan", "FOLDER [--judge FILE.onnx] [--out FILE.onnx]", "draw handwritten digits",
    vanity_train_mnist_gan },
  { "skin", "FACES [--out FILE.onnx]", "see concerns in skins", vanity_train_skin },
  { "transfer", "FACES [--out FILE.onnx]", "copy makeup from one face to another",
    vanity_train_transfer },
  { "worn", "FACES [--out FILE.onnx]", "tell makeup, glasses and beards", vanity_train_worn },
};

static char *
describe_program (void)
{
  GString *text = g_string_new ("Usage: vanity-train COMMAND …\n\n");

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "  %-9s %s\n            %s\n", commands[i].name,
                            commands[i].parameters, commands[i].summary);
  g_string_append (text, "\n  vanity-train COMMAND --help says more.\n"
                         "\nEnds with 0 when all is done, 1 when something failed, 2 when the "
                         "command line is wrong.\n");
  return g_string_free (text, FALSE);
}

int
main (int argc, char **argv)
{
  g_autofree char *text = NULL;
  const char *name = argc > 1 ? argv[1] : "";
  gboolean help = g_str_equal (name, "--help") || g_str_equal (name, "-h");

  setlocale (LC_ALL, "");
  g_set_prgname ("vanity-train");
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (name, commands[i].name))
      return commands[i].run (argc - 1, argv + 1);
  text = describe_program ();
  if (help)
    g_print ("%s", text);
  else
    g_printerr ("%s", text);
  return help ? 0 : 2;
}
