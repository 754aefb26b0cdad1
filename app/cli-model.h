/* Networks on the command line. */
#pragma once

#include "cli.h"
#include "model/model.h"

G_BEGIN_DECLS

/* The path of `name`, a file or the name of an installed model. Free with g_free (). */
char *vanity_cli_find_model (const char *name, GError **error);
/* Reads `name`, a file or the name of an installed model. Sizes that an ONNX file leaves open are
 * those of `shapes`, one for each input. */
VanityGraph *vanity_cli_load_model (const char *name, const VanityShape *shapes, int n_shapes,
                                    GError **error);
/* The option --shape, whose values go to a char **. */
#define VANITY_CLI_SHAPE_ENTRY(values)                                                             \
  {                                                                                                \
    "shape", 's', 0, G_OPTION_ARG_STRING_ARRAY, values,                                            \
        N_ ("What an input that the file leaves open measures; once for each input, in their "     \
            "order"),                                                                              \
        "1,3,256,256"                                                                              \
  }
/* The values of --shape, NULL for none; their number goes to `n_shapes`. NULL after a line that
 * names what is wrong. Free with g_free (). */
VanityShape *vanity_cli_parse_shapes (char **sizes, int *n_shapes);

/* Appends a word and what makes it `width` columns wide; the space comes first where `width` is
 * negative. printf () counts bytes. */
void vanity_cli_append_cell (GString *text, const char *word, int width);

/* vanity-cli model profile */
VanityExit vanity_cli_profile (int argc, char **argv);
/* vanity-cli model convert */
VanityExit vanity_cli_convert (int argc, char **argv);

G_END_DECLS
