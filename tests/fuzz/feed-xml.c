/* Bytes as RSS or Atom with products. */
#include "feed.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_feed (data, size, (const VanityFeedFormat *const[]){ &vanity_feed_merchant_xml, NULL });
  return 0;
}
