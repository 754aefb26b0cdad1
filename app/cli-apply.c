#include "cli-makeover.h"

#include <glib/gi18n.h>

static VanityImage *
compose (VanityImage *before, VanityImage *after, GError **error)
{
  return vanity_image_ref (after);
}

VanityExit
vanity_cli_apply (int argc, char **argv)
{
  return vanity_cli_make_over (
      argc, argv,
      _ ("Puts a look on the faces of photos. Size, colour profile and EXIF stay as they are, "
         "and so does every pixel without makeup."),
      compose);
}
