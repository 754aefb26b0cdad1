#include "cli.h"

#include "contact-sheet.h"
#include "find-faces.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

typedef struct
{
  char **looks;
  char *output, *face, *strength, *dpi, *paper;
} Options;

static void
options_clear (Options *options)
{
  g_strfreev (options->looks);
  g_free (options->output);
  g_free (options->face);
  g_free (options->strength);
  g_free (options->dpi);
  g_free (options->paper);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What was typed, as numbers. */
typedef struct
{
  double face, strength, dpi;
  VanityPaper paper;
} Order;

static gboolean
parse_paper (const char *text, VanityPaper *paper)
{
  if (!text)
    return TRUE;
  if (g_ascii_strcasecmp (text, "a4") != 0 && g_ascii_strcasecmp (text, "letter") != 0)
    {
      vanity_cli_usage (_ ("--paper is “%s”: it must be a4 or letter"), text);
      return FALSE;
    }
  *paper = g_ascii_strcasecmp (text, "a4") == 0 ? VANITY_PAPER_A4 : VANITY_PAPER_LETTER;
  return TRUE;
}

static gboolean
parse_order (const Options *options, Order *order)
{
  return (!options->face
          || vanity_cli_parse_number ("--face", options->face, 1, G_MAXINT, TRUE, &order->face))
         && (!options->strength
             || vanity_cli_parse_number ("--strength", options->strength, 0, 1, FALSE,
                                         &order->strength))
         && (!options->dpi
             || vanity_cli_parse_number ("--dpi", options->dpi, VANITY_CONTACT_SHEET_MIN_DPI,
                                         VANITY_CONTACT_SHEET_MAX_DPI, TRUE, &order->dpi))
         && parse_paper (options->paper, &order->paper);
}

/* Also by another way to it. */
static gboolean
is_same_file (const char *one, const char *other)
{
  g_autoptr (GFile) a = g_file_new_for_path (one);
  g_autoptr (GFile) b = g_file_new_for_path (other);
  GStatBuf first, second;

  return g_file_equal (a, b)
         || (g_stat (one, &first) == 0 && g_stat (other, &second) == 0
             && first.st_dev == second.st_dev && first.st_ino == second.st_ino);
}

static GPtrArray *
find_looks (char **names, GError **error)
{
  g_autoptr (GPtrArray) looks = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_look_unref);

  for (int i = 0; names[i]; i++)
    {
      VanityLook *look = vanity_look_find (names[i], error);

      if (!look)
        return NULL;
      g_ptr_array_add (looks, look);
    }
  return g_steal_pointer (&looks);
}

static VanityExit
make_sheet (const char *path, GPtrArray *looks, const Order *order, const char *output)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) target = g_file_new_for_path (output);
  g_autoptr (VanityFaceFinder) finder = NULL;
  g_autoptr (VanityPhoto) photo = NULL;
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (VanityContactSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;
  int face = (int)order->face;

  finder = vanity_face_finder_new (&error);
  if (!finder)
    return vanity_cli_fail (error);
  photo = vanity_photo_load (file, NULL, &error);
  faces = photo ? vanity_find_faces (photo, finder, face, NULL, &error) : NULL;
  if (faces)
    sheet = vanity_contact_sheet_new (vanity_photo_get_image (photo),
                                      faces->pdata[MAX (face, 1) - 1], looks, order->strength);
  if (!sheet)
    {
      vanity_cli_name_file (&error, path);
      return vanity_cli_fail (error);
    }
  if (!vanity_contact_sheet_save (sheet, order->paper, order->dpi, target, NULL, NULL, NULL,
                                  &error))
    {
      vanity_cli_name_file (&error, output);
      return vanity_cli_fail (error);
    }
  return VANITY_EXIT_DONE;
}

VanityExit
vanity_cli_sheet (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "look", 'l', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.looks,
      N_ ("A look by its name (see “looks”) or a look file; once for each, up to 12"),
      N_ ("NAME|FILE") },
    { "strength", 's', 0, G_OPTION_ARG_STRING, &options.strength,
      N_ ("How much of it, from 0 to 1 (the default)"), N_ ("SHARE") },
    { "face", 'f', 0, G_OPTION_ARG_STRING, &options.face,
      N_ ("Face N; 1 is the largest (the default)"), "N" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
      N_ ("Where the sheet goes: a file that ends in .pdf, .png or .jpg"), N_ ("OUT") },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &options.paper,
      N_ ("The paper's size (default: what is usual in the locale)"), "a4|letter" },
    { "dpi", 0, 0, G_OPTION_ARG_STRING, &options.dpi,
      N_ ("Pixels per inch, from 72 to 600 (default: 300)"), "N" },
    G_OPTION_ENTRY_NULL,
  };
  Order order
      = { .strength = 1, .dpi = VANITY_CONTACT_SHEET_DPI, .paper = vanity_paper_get_default () };
  g_auto (GStrv) names = NULL;
  g_autoptr (GPtrArray) looks = NULL;
  g_autoptr (GError) error = NULL;
  VanityExit status;

  if (!vanity_cli_parse (&argc, &argv, _ ("PHOTO"),
                         _ ("Pictures the face of a photo bare and in several looks, side by side "
                            "with their names, on a page to print."),
                         entries, &names, &status))
    return status;
  if (!names[0] || names[1])
    return vanity_cli_usage (names[0] ? _ ("one photo makes a sheet, more are named")
                                      : _ ("no photo is named"));
  if (!options.looks)
    return vanity_cli_usage (_ ("--look is missing"));
  if (g_strv_length (options.looks) > VANITY_CONTACT_SHEET_MAX_LOOKS)
    return vanity_cli_usage (_ ("%u looks are named: at most %d go on a sheet"),
                             g_strv_length (options.looks), VANITY_CONTACT_SHEET_MAX_LOOKS);
  if (!options.output || !*options.output)
    return vanity_cli_usage (_ ("-o is missing: it says where the result goes"));
  if (!parse_order (&options, &order))
    return VANITY_EXIT_USAGE;
  if (is_same_file (names[0], options.output))
    return vanity_cli_usage (_ ("%s would be overwritten by a result"), names[0]);
  looks = find_looks (options.looks, &error);
  return looks ? make_sheet (names[0], looks, &order, options.output) : vanity_cli_fail (error);
}
