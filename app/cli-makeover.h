/* What `apply` and `compare` share: their options, and wearing the look. */
#pragma once

#include "cli-batch.h"

#include "image/photo.h"
#include "makeup/look.h"

G_BEGIN_DECLS

/* Turns the photo's own raster and the made-over one into what is saved: a new reference. */
typedef VanityImage *(*VanityComposeFunc) (VanityImage *before, VanityImage *after, GError **error);

/* The whole command: parses, then makes over every photo and saves what `compose` makes of it. */
VanityExit vanity_cli_make_over (int argc, char **argv, const char *summary,
                                 VanityComposeFunc compose);

G_END_DECLS
