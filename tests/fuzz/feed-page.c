/* Bytes as a saved page with products in its scripts. */
#include "feed.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_feed (data, size, (const VanityFeedFormat *const[]){ &vanity_feed_json_ld_page, NULL });
  return 0;
}
