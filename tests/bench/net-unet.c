#include "networks.h"

#define LEVELS 3
#define BLOCKS 4

static VanityValueId
add_normalized (Net *net, VanityValueId x, const NetConv *conv)
{
  return net_instance_norm (net, net_conv (net, x, conv));
}

static VanityValueId
add_activated (Net *net, VanityValueId x, const NetConv *conv)
{
  return net_add (net, "Relu", add_normalized (net, x, conv));
}

void
networks_add_unet (Net *net)
{
  VanityValueId x = net_add_input (net, 3, 256, 256), y;
  VanityValueId skipped[LEVELS];

  x = add_activated (net, x, &(NetConv){ 32, 7, 1, 3 });
  for (int i = 0; i < LEVELS; i++)
    {
      skipped[i] = x;
      x = add_activated (net, x, &(NetConv){ 64 << i, 3, 2, 1 });
    }
  for (int i = 0; i < BLOCKS; i++)
    {
      y = add_activated (net, x, &(NetConv){ 256, 3, 1, 1 });
      x = net_add_pair (net, "Add", x, add_normalized (net, y, &(NetConv){ 256, 3, 1, 1 }));
    }
  for (int i = LEVELS - 1; i >= 0; i--)
    {
      x = net_concat (net, net_enlarge (net, x), skipped[i]);
      x = add_activated (net, x, &(NetConv){ 32 << i, 3, 1, 1 });
    }
  net_add_output (net, net_conv (net, x, &(NetConv){ 3, 7, 1, 3, .bias = TRUE }));
}
