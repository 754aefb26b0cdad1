#include "base/error.h"
#include "head/head-map.h"

struct _VanityHeadParser
{
  int side;
};

VanityHeadParser *
vanity_head_parser_new (GError **error)
{
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_MISSING,
               "The model head.onnx was not there when Vanity was built.");
  return NULL;
}

void
vanity_head_parser_free (VanityHeadParser *parser)
{
  g_free (parser);
}

VanityHeadMap *
vanity_head_parser_run (VanityHeadParser *parser, const VanityImage *image, const VanityFace *face,
                        GCancellable *cancellable, GError **error)
{
  (void)parser, (void)image, (void)face, (void)cancellable;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_MISSING, "No network of heads.");
  return NULL;
}
