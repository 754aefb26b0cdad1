#include "transfer/discriminator.h"

VanityValueId
vanity_discriminator_add (VanityBuilder *builder, VanityValueId texture, VanityValueId regions,
                          VanityValueId seen, VanityValueId features[VANITY_DISCRIMINATOR_FEATURES])
{
  static const int channels[VANITY_DISCRIMINATOR_FEATURES] = { 32, 64, 128, 128 };
  VanityValueId x;

  x = vanity_builder_add_pair (builder, "Sub", "discriminator.centre", texture,
                               vanity_builder_add_number (builder, 0.5f));
  x = vanity_builder_add_pair (builder, "Mul", "discriminator.masked", x, seen);
  x = vanity_builder_add_node (builder, "Concat", "discriminator.input",
                               (VanityValueId[]){ x, regions, seen }, 3, "axis=3");
  for (int i = 0; i < VANITY_DISCRIMINATOR_FEATURES; i++)
    {
      g_autofree char *conv = g_strdup_printf ("discriminator.conv%d", i + 1);
      g_autofree char *relu = g_strdup_printf ("discriminator.relu%d", i + 1);

      x = vanity_builder_add_conv (builder, conv, x, channels[i], 4, 2, 1, VANITY_INIT_HE);
      x = vanity_builder_add_node (builder, "LeakyRelu", relu, &x, 1, "alpha=0.2");
      if (features)
        features[i] = x;
    }
  return vanity_builder_add_conv (builder, "discriminator.score", x, 1, 3, 1, 1, VANITY_INIT_HE);
}
